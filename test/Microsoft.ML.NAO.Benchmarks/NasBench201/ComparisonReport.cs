using System.Globalization;
using System.Text.Json;

namespace Microsoft.ML.NAO.Benchmarks.NasBench201;

/// <summary>Prints the results of a comparison, and writes its curves.</summary>
internal static class ComparisonReport
{
    private static readonly int[] Budgets = [50, 100, 150, 200, 300, 500];

    // The first architectures are so much worse that the rest would be one flat line.
    private const int FirstQueryShown = 20;

    public static void PrintHeader(AccuracyTable table, int queries)
    {
        Accuracies best = table[table.Best];
        Print($"{table.Name}: best by validation {best.Validation:F3} % (test {best.Test:F3} %), best test {table.BestTest:F3} %");
        Print($"{"mean test accuracy ± sd (regret) after",-60}{string.Concat(Reached(queries).Select(budget => $"{budget,-20}"))}queries to the best by validation");
    }

    public static void PrintRow(StrategyResult result, int queries)
    {
        string accuracies = string.Concat(Reached(queries).Select(budget =>
        {
            var (mean, deviation) = result.GetTestAccuracy(budget);
            return string.Create(CultureInfo.InvariantCulture, $"{$"{mean:F2}±{deviation:F2} ({Math.Max(result.Table.BestTest - mean, 0):F2})",-20}");
        }));
        Print($"{$"{result.Strategy.Name} ({result.Seeds} seeds, {result.MeanSeconds:F2} s each)",-60}{accuracies}{Describe(result)}");
    }

    /// <summary>Prints one line of JSON: data set → strategy → the number of queries to the best.</summary>
    public static void PrintSummary(IEnumerable<StrategyResult> results) => Console.WriteLine(JsonSerializer.Serialize(
        results.GroupBy(result => result.Table.Name).ToDictionary(set => set.Key, set => set.ToDictionary(
            result => result.Strategy.Name,
            result => new
            {
                meanQueriesToBest = Math.Round(result.MeanQueriesToBest, 1),
                medianQueriesToBest = result.MedianQueriesToBest,
                seeds = result.Seeds,
                notFound = result.NotFound,
                meanInfeasible = Math.Round(result.MeanInfeasible, 1),
            }))));

    /// <summary>Writes the curves of one data set as a table: a row for each strategy and number of queries.</summary>
    public static void WriteCurves(string folder, IReadOnlyList<StrategyResult> results, int queries)
    {
        AccuracyTable table = results[0].Table;
        using var writer = new StreamWriter(Path.Combine(folder, table.Name + ".tsv")) { NewLine = "\n" };
        writer.WriteLine("strategy\tseeds\tqueries\ttest_accuracy_mean\ttest_accuracy_sd\tregret_mean");
        foreach (StrategyResult result in results)
        {
            for (int count = 1; count <= queries; count++)
            {
                var (mean, deviation) = result.GetTestAccuracy(count);
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{result.Strategy.Name}\t{result.Seeds}\t{count}\t{mean:F4}\t{deviation:F4}\t{table.BestTest - mean:F4}"));
            }
        }
    }

    /// <summary>Writes how many queries each seed needed: a row for each strategy and seed, empty where the best was not found.</summary>
    public static void WriteQueries(string folder, IReadOnlyList<StrategyResult> results, int firstSeed)
    {
        using var writer = new StreamWriter(Path.Combine(folder, results[0].Table.Name + ".queries.tsv")) { NewLine = "\n" };
        writer.WriteLine("strategy\tseed\tqueries_to_best");
        foreach (StrategyResult result in results)
        {
            foreach (var (index, queries) in result.QueriesOfSeeds.Index())
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Strategy.Name}\t{firstSeed + index}\t{queries}"));
            }
        }
    }

    /// <summary>Draws the curves of one data set.</summary>
    public static void DrawCurves(string folder, IReadOnlyList<StrategyResult> results, int queries)
    {
        AccuracyTable table = results[0].Table;
        int first = Math.Min(FirstQueryShown, queries);
        double low = results.Min(result => result.GetTestAccuracy(first).Mean);
        double margin = (table.BestTest - low) * 0.08;
        var chart = new LineChart($"NAS-Bench-201, {table.Name}", "Evaluated architectures", "Test accuracy of the best by validation, %")
        {
            YRange = (low, table.BestTest + margin),
            Reference = (table.BestTest, "best of the table"),
        };
        foreach (StrategyResult result in results)
        {
            chart.Add($"{result.Strategy.Name} ({result.Seeds} seeds)", [.. Enumerable.Range(first, queries - first + 1).Select(count =>
            {
                var (mean, deviation) = result.GetTestAccuracy(count);
                return new ChartPoint(count, mean, deviation);
            })]);
        }

        File.WriteAllText(Path.Combine(folder, table.Name + ".svg"), chart.ToSvg());
    }

    private static IEnumerable<int> Reached(int queries) => Budgets.Where(budget => budget <= queries);

    private static string Describe(StrategyResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"mean {result.MeanQueriesToBest:F0}, median {result.MedianQueriesToBest:F0}{(result.NotFound > 0 ? $", {result.NotFound} not found" : "")}{(result.MeanInfeasible > 0 ? $"; {result.MeanInfeasible:F0} infeasible" : "")}");

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
