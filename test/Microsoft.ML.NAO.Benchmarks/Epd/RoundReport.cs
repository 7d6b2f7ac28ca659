using System.Globalization;
using Microsoft.ML.NAO.Benchmarks.NasBench201;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>Prints and draws how good the proposals of each round are, and how good they were predicted to be.</summary>
internal sealed class RoundReport(AccuracyTable table)
{
    private readonly List<(string Model, IReadOnlyList<IReadOnlyList<RoundMeans>> Seeds)> _rows = [];

    public void PrintHeader()
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Name}: mean validation accuracy of a round's {RoundMeans.ArchitecturesPerRound} proposals in %, and what was predicted; round 0: {RoundMeans.InitialArchitectures} at random"));
        Console.WriteLine($"{"",-34}{string.Concat(Enumerable.Range(0, RoundMeans.Rounds + 1).Select(round => $"{$"round {round}",-22}"))}");
    }

    public void Add(string model, IReadOnlyList<IReadOnlyList<RoundMeans>> seeds)
    {
        _rows.Add((model, seeds));
        Print("true", means => means.Actual);
        Print("predicted", means => means.Predicted);

        void Print(string what, Func<RoundMeans, double> get) => Console.WriteLine(
            $"{$"{model}, {what} ({seeds.Count} seeds)",-34}{string.Concat(Describe(seeds, get).Select(point => Cell(point)))}");

        static string Cell(ChartPoint point) => double.IsNaN(point.Mean)
            ? $"{"-",-22}"
            : string.Create(CultureInfo.InvariantCulture, $"{$"{point.Mean:F2} ± {point.Deviation:F2}",-22}");
    }

    /// <summary>Draws all models into one file.</summary>
    public void Draw(string folder)
    {
        double best = table[table.Best].Validation;
        double low = _rows.SelectMany(row => Describe(row.Seeds, means => means.Actual)).Min(point => point.Mean);
        var chart = new LineChart($"Proposals by round, NAS-Bench-201, {table.Name}", "Round", "Mean validation accuracy, %")
        {
            YRange = (low, best + ((best - low) * 0.08)),
            Reference = (best, "best of the table"),
        };
        foreach (var (model, seeds) in _rows)
        {
            chart.Add($"{model}, true", Describe(seeds, means => means.Actual));
            chart.Add($"{model}, predicted", [.. Describe(seeds, means => means.Predicted).Where(point => !double.IsNaN(point.Mean))]);
        }

        File.WriteAllText(Path.Combine(folder, "rounds.svg"), chart.ToSvg());
    }

    private static ChartPoint[] Describe(IReadOnlyList<IReadOnlyList<RoundMeans>> seeds, Func<RoundMeans, double> get) =>
    [
        .. Enumerable.Range(0, RoundMeans.Rounds + 1).Select(round =>
        {
            var (mean, deviation) = Statistics.MeanAndDeviation([.. seeds.Select(means => get(means[round]))]);
            return new ChartPoint(round, mean, deviation);
        }),
    ];
}
