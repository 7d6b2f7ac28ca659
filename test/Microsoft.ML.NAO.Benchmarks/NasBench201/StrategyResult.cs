namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>All searches of one strategy on one data set.</summary>
internal sealed class StrategyResult(StrategyEntry strategy, AccuracyTable table, IReadOnlyList<SearchOutcome> outcomes)
{
    public StrategyEntry Strategy => strategy;

    public AccuracyTable Table => table;

    public int Seeds => outcomes.Count;

    /// <summary>For each seed, the number of queries to the best; null where it was not found.</summary>
    public IEnumerable<int?> QueriesOfSeeds => outcomes.Select(outcome => outcome.QueriesToBest);

    public int NotFound => outcomes.Count(outcome => outcome.QueriesToBest is null);

    /// <summary>The mean number of queries to the best; a search that has not found it counts with its limit.</summary>
    public double MeanQueriesToBest => QueriesToBest.Average();

    public double MedianQueriesToBest => Statistics.Median(QueriesToBest);

    /// <summary>The mean number of proposals beyond the limit.</summary>
    public double MeanInfeasible => outcomes.Average(outcome => outcome.Infeasible);

    public double MeanSeconds => outcomes.Average(outcome => outcome.Seconds);

    private IEnumerable<double> QueriesToBest => outcomes.Select(outcome => (double)(outcome.QueriesToBest ?? outcome.Limit));

    /// <summary>The mean and the standard deviation of the test accuracy after a number of queries.</summary>
    public (double Mean, double Deviation) GetTestAccuracy(int queries) =>
        Statistics.MeanAndDeviation([.. outcomes.Select(outcome => outcome.GetTestAccuracy(queries))]);
}
