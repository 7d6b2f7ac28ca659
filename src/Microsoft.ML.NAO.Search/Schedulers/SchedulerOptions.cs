using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Schedulers;

/// <summary>The options of a scheduler, which also create it. A scheduler stops weak trials, whatever strategy proposes them.</summary>
public abstract class SchedulerOptions
{
    /// <summary>The scheduler's stable name with all of its options, as journals record it.</summary>
    public abstract string Description { get; }

    /// <summary>Checks the options and creates the scheduler.</summary>
    /// <param name="objective">The metric that trials report, and whether more of it is better.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public ITrialScheduler CreateScheduler(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        return CreateValidated(objective);
    }

    /// <summary>Creates the scheduler. The annotations of the options were checked.</summary>
    /// <param name="objective">The metric that trials report, and whether more of it is better.</param>
    protected abstract ITrialScheduler CreateValidated(Objective objective);
}
