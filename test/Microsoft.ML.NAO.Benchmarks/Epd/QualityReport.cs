using System.Globalization;
using System.Text.Json;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>Prints and draws how well models order and reconstruct, by the number of architectures that they were trained on.</summary>
internal sealed class QualityReport(string set)
{
    // As much as a guess, and a perfect order.
    private static readonly (double, double) AccuracyRange = (0.5, 1);

    private static readonly (string File, string Label, Func<ModelQuality, double> Get)[] Figures =
    [
        ("pairwise-accuracy", "Pairwise accuracy", quality => quality.PairwiseAccuracy),
        ("kendall-tau", "Kendall's tau", quality => quality.KendallTau),
        ("hamming-distance", "Hamming distance", quality => quality.HammingDistance),
    ];

    private readonly List<(string Model, int Count, IReadOnlyList<ModelQuality> Seeds)> _rows = [];

    public void PrintHeader() => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{$"{set}, on unseen architectures",-34}{"trained on",-12}{string.Concat(Figures.Select(figure => $"{figure.Label,-20}"))}"));

    public void Add(string model, int count, IReadOnlyList<ModelQuality> seeds)
    {
        _rows.Add((model, count, seeds));
        string cells = string.Concat(Figures.Select(figure =>
        {
            var (mean, deviation) = Describe(seeds, figure.Get);
            return string.Create(CultureInfo.InvariantCulture, $"{$"{mean:F4} ± {deviation:F4}",-20}");
        }));
        Console.WriteLine($"{$"{model} ({seeds.Count} seeds)",-34}{count,-12}{cells}");
    }

    /// <summary>Draws each figure to a file of its own.</summary>
    public void Draw(string folder)
    {
        foreach (var (file, label, get) in Figures)
        {
            double highest = _rows.Max(row => row.Seeds.Max(get));
            var chart = new LineChart($"{label} on unseen architectures, NAS-Bench-201, {set}", "Training architectures", label)
            {
                YRange = file == Figures[0].File ? AccuracyRange : (0, Math.Max(highest * 1.1, 0.1)),
            };
            foreach (var model in _rows.GroupBy(row => row.Model))
            {
                chart.Add(model.Key, [.. model.Select(row =>
                {
                    var (mean, deviation) = Describe(row.Seeds, get);
                    return new ChartPoint(row.Count, mean, deviation);
                })]);
            }

            File.WriteAllText(Path.Combine(folder, file + ".svg"), chart.ToSvg());
        }
    }

    /// <summary>Prints one line of JSON: the figures of a model at a number of training architectures, and those of all models by name.</summary>
    public void PrintSummary(string model, int count)
    {
        var all = _rows.Where(row => row.Count == count).ToDictionary(row => row.Model, row => Summarize(row.Seeds));
        var summary = new Dictionary<string, object>();
        foreach (var (name, value) in all[model])
        {
            summary[name] = value;
        }

        summary["models"] = all;
        Console.WriteLine(JsonSerializer.Serialize(summary));
    }

    private static Dictionary<string, double> Summarize(IReadOnlyList<ModelQuality> seeds) => new()
    {
        ["pairwiseAccuracy"] = Math.Round(seeds.Average(seed => seed.PairwiseAccuracy), 4),
        ["kendallTau"] = Math.Round(seeds.Average(seed => seed.KendallTau), 4),
        ["hammingDistance"] = Math.Round(seeds.Average(seed => seed.HammingDistance), 4),
    };

    private static (double Mean, double Deviation) Describe(IReadOnlyList<ModelQuality> seeds, Func<ModelQuality, double> get) =>
        Statistics.MeanAndDeviation([.. seeds.Select(get)]);
}
