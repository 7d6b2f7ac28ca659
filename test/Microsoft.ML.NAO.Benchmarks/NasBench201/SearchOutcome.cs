namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>How one search went.</summary>
/// <param name="TestAccuracies">After each query, the test accuracy of the architecture with the best validation accuracy so far.</param>
/// <param name="QueriesToBest">The number of queries until the best of the table was found; null if it was not.</param>
/// <param name="Infeasible">The number of proposals beyond the limit, which are no queries.</param>
/// <param name="Limit">The number of queries that the search could have made.</param>
/// <param name="Seconds">How long the search took, nearly all of it in the strategy.</param>
internal sealed record SearchOutcome(IReadOnlyList<double> TestAccuracies, int? QueriesToBest, int Infeasible, int Limit, double Seconds)
{
    /// <summary>
    /// The test accuracy after a number of queries. Once the best by validation was found, or the space is exhausted, it stays as it is.
    /// </summary>
    public double GetTestAccuracy(int queries) => TestAccuracies[Math.Min(queries, TestAccuracies.Count) - 1];
}
