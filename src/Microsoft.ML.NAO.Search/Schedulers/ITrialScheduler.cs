using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Schedulers;

/// <summary>Decides by its intermediate values whether a trial is worth going on with.</summary>
/// <remarks>
/// What it decides depends on nothing but the values that it was told of before: a study that is resumed tells it the recorded ones
/// again. Calls never overlap.
/// </remarks>
public interface ITrialScheduler
{
    /// <summary>Takes in an intermediate value.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="value">The value. A trial that is run again reports the same steps again: the new value counts in place of the old.</param>
    /// <returns>Whether the trial is to go on.</returns>
    bool Report(int trial, IntermediateValue value);
}
