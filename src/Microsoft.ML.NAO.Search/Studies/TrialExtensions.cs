namespace Microsoft.ML.NAO.Studies;

/// <summary>Finds trials among those of a study.</summary>
public static class TrialExtensions
{
    /// <summary>The completed trial with the best metric among those of which a figure is at most so large.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="metric">The metric, and whether more of it is better.</param>
    /// <param name="measure">The figure's name, for example <c>Parameters</c>.</param>
    /// <param name="maximum">The largest value, in the figure's unit.</param>
    /// <returns>The trial, the earliest of equal ones; null where there is none.</returns>
    public static Trial? FindBest(this IEnumerable<Trial> trials, Objective metric, string measure, double maximum)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(measure);
        Trial? best = null;
        foreach (Trial trial in trials)
        {
            if (trial.State == TrialState.Completed
                && trial.Measures.TryGetValue(measure, out double value)
                && value <= maximum
                && (best is null || metric.IsBetter(trial.Metric, best.Metric)))
            {
                best = trial;
            }
        }

        return best;
    }
}
