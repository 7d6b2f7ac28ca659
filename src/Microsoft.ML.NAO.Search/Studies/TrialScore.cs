namespace Microsoft.ML.NAO.Studies;

/// <summary>What a search goes by: the metric, weighted with the figures that are objectives beside it.</summary>
internal sealed class TrialScore(Objective metric, IEnumerable<MeasureObjective> objectives)
{
    private readonly MeasureObjective[] _weighted = [.. objectives.Where(objective => objective.Weight != 0)];

    /// <summary>By the metric alone.</summary>
    public static TrialScore ByMetric(Objective metric) => new(metric, []);

    /// <summary>The score of a trial; NaN where it has none.</summary>
    public double Compute(Trial trial)
    {
        double score = trial.Metric;
        foreach (MeasureObjective objective in _weighted)
        {
            double value = trial.Measures.TryGetValue(objective.Measure, out double found) ? found : double.NaN;
            double exponent = objective.Maximize == metric.Maximize ? objective.Weight : -objective.Weight;
            score *= Math.Pow(value / objective.Reference, exponent);
        }

        return score;
    }

    /// <summary>A trial as a strategy sees it.</summary>
    public Trial ForStrategy(Trial trial) => _weighted.Length == 0 || !trial.HasOutcome ? trial : trial with { Metric = Compute(trial) };
}
