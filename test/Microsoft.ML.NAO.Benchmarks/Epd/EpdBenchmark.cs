using Microsoft.ML.NAO.Benchmarks.NasBench201;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>
/// Judges encoder, performance predictor and decoder as the paper does (Luo et al., NeurIPS 2018, Figure 2), on NAS-Bench-201.
/// </summary>
internal sealed class EpdBenchmark : IBenchmark
{
    /// <summary>The number of training architectures for which the paper states its figures.</summary>
    public const int Stated = 500;

    private static readonly int[] TrainingArchitectures = [50, 100, 200, 300, 400, Stated, 600];

    public string Name => "epd";

    public string Description => "NAO's predictor and decoder on unseen architectures, and its proposals by round: " + EpdArguments.Usage;

    public void Run(IReadOnlyList<string> arguments)
    {
        var parsed = EpdArguments.Parse(arguments);
        AccuracyTable table = AccuracyTables.Load().Single(table => table.Name == parsed.Set);
        string folder = Repository.CreateOutputFolder(Name);

        var qualities = new QualityReport(table.Name);
        qualities.PrintHeader();
        foreach (EpdModel model in parsed.Models)
        {
            foreach (int count in TrainingArchitectures)
            {
                qualities.Add(model.Name, count, [.. Seeds(parsed).Select(seed => ModelQuality.Measure(model.CreateOptions(), table, count, seed))]);
            }
        }

        qualities.Draw(folder);
        var rounds = new RoundReport(table);
        rounds.PrintHeader();
        foreach (EpdModel model in parsed.Models)
        {
            rounds.Add(model.Name, [.. Seeds(parsed).Select(seed => RoundMeans.Measure(model.CreateOptions(), table, seed))]);
        }

        rounds.Draw(folder);
        qualities.PrintSummary(parsed.Models[0].Name, Stated);
    }

    private static IEnumerable<int> Seeds(EpdArguments arguments) => Enumerable.Range(1, arguments.Seeds);
}
