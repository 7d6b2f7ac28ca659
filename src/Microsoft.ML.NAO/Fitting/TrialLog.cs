using System.Globalization;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Writes a line for each finished trial to the context's log: what it was, and how it ended.</summary>
internal sealed class TrialLog(IChannel channel, ArchitectureSpace space)
{
    /// <summary>Writes the line: a warning where the trial failed.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="best">The best one so far; null where none has completed.</param>
    public void Write(Trial trial, Trial? best)
    {
        string architecture = space.Format(trial.Architecture);
        switch (trial.State)
        {
            case TrialState.Failed:
                channel.Warning(MessageSensitivity.None, string.Create(
                    CultureInfo.InvariantCulture, $"Trial {trial.Number} failed after {trial.Duration.TotalSeconds:f1} s: {trial.Failure} Its architecture: {architecture}"));
                break;
            case TrialState.Infeasible:
                channel.Info(MessageSensitivity.None, $"An architecture is beyond the limits: {trial.Failure} It is {architecture}");
                break;
            default:
                string ended = trial.State == TrialState.Pruned ? "was stopped early with" : "has";
                channel.Info(MessageSensitivity.None, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Trial {trial.Number} {ended} {trial.Metric:g4} after {trial.Duration.TotalSeconds:f1} s; the best so far is {best?.Metric ?? double.NaN:g4} of trial {best?.Number}. Its architecture: {architecture}"));
                break;
        }
    }
}
