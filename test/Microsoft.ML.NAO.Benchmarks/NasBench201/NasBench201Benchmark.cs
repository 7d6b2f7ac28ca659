using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>
/// Compares strategies on NAS-Bench-201, whose table has the outcome of every architecture, so that a search costs no training. The
/// search sees validation accuracies; what is reported is the test accuracy of the best by validation.
/// </summary>
internal sealed class NasBench201Benchmark : IBenchmark
{
    private const string Convolution = "nor_conv_3x3";

    // Without an operation that passes nothing, no two strings are the same network.
    private static readonly EdgeCellSpace EveryString = new("nas-bench-201-strings", EdgeCellSpace.NasBench201.NodeCount, EdgeCellSpace.NasBench201.Operations);

    /// <inheritdoc/>
    public string Name => "nas-bench-201";

    /// <inheritdoc/>
    public string Description => "Search strategies on the table of NAS-Bench-201: " + ComparisonArguments.Usage;

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> arguments)
    {
        var comparison = ComparisonArguments.Parse(arguments);
        var results = new List<StrategyResult>();
        foreach (AccuracyTable table in AccuracyTables.Load().Where(table => comparison.Sets.Contains(table.Name)))
        {
            results.AddRange(Compare(comparison.MaxConvolutions is { } most ? table.Within(cell => CountConvolutions(cell) <= most) : table, comparison));
        }

        ComparisonReport.PrintSummary(results);
    }

    private static int CountConvolutions(Architecture cell) => cell.Tokens.Count(token => EdgeCellSpace.NasBench201.Operations[token - 1] == Convolution);

    private List<StrategyResult> Compare(AccuracyTable table, ComparisonArguments comparison)
    {
        // Only queries to the best are printed where no curves are wanted.
        int queriesShown = comparison.UntilFound ? 0 : comparison.Queries;
        ComparisonReport.PrintHeader(table, queriesShown);
        var results = new List<StrategyResult>();
        foreach (StrategyEntry strategy in comparison.Strategies)
        {
            results.Add(Search(strategy, table, comparison));
            ComparisonReport.PrintRow(results[^1], queriesShown);
        }

        string folder = Repository.CreateOutputFolder(Name);
        ComparisonReport.WriteQueries(folder, results, comparison.FirstSeed);
        if (!comparison.UntilFound)
        {
            ComparisonReport.WriteCurves(folder, results, comparison.Queries);
            ComparisonReport.DrawCurves(folder, results, comparison.Queries);
        }

        return results;
    }

    private static StrategyResult Search(StrategyEntry strategy, AccuracyTable table, ComparisonArguments comparison)
    {
        EdgeCellSpace space = comparison.EveryString ? EveryString : EdgeCellSpace.NasBench201;
        int limit = strategy.HasModel ? comparison.Queries : Math.Max(table.Count, comparison.Queries);
        var outcomes = new SearchOutcome[comparison.Seeds];
        Parallel.For(0, comparison.Seeds, new ParallelOptions { MaxDegreeOfParallelism = comparison.Workers }, i =>
            outcomes[i] = TableSearch.Run(strategy.CreateOptions(), space, table, comparison.FirstSeed + i, limit, comparison.FullLength));
        return new StrategyResult(strategy, table, outcomes);
    }
}
