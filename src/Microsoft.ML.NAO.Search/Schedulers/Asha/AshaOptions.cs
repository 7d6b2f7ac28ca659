using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Schedulers.Asha;

/// <summary>
/// Options of asynchronous successive halving (ASHA; Li et al., MLSys 2020): trials are compared at rungs, after r, r·η, r·η², … steps, and
/// only the best η-th of those that have come to a rung so far goes on.
/// </summary>
/// <remarks>
/// A trial never waits for others: it goes on or ends at once, as in the schedulers of Optuna and Ray Tune. Those that come first to a rung
/// have few to be compared with and go on more easily. A trial that ends is <see cref="TrialState.Pruned"/>; its last value is what a
/// strategy learns of it.
/// </remarks>
public sealed class AshaOptions : SchedulerOptions
{
    /// <summary>The name of the scheduler.</summary>
    public const string SchedulerName = "asha";

    /// <inheritdoc/>
    public override string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{SchedulerName}({nameof(MinimumSteps)} {MinimumSteps}, {nameof(ReductionFactor)} {ReductionFactor})");

    /// <summary>The steps, such as epochs, that every trial may take: where the first rung is (the paper's r).</summary>
    /// <value>The default value is 1.</value>
    [Range(1, int.MaxValue)]
    public int MinimumSteps { get; set; } = AshaConstants.MinimumSteps;

    /// <summary>How many times as far the next rung is, and which part of a rung's trials goes on to it (the paper's η).</summary>
    /// <value>The default value is 4, the paper's.</value>
    [Range(2, 1000)]
    public int ReductionFactor { get; set; } = AshaConstants.ReductionFactor;

    /// <inheritdoc/>
    protected override ITrialScheduler CreateValidated(Objective objective) => new AshaScheduler(objective, MinimumSteps, ReductionFactor);
}
