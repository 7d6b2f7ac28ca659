using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Benchmarks.ImageClassification;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>
/// How long the estimator searches small images with weight sharing, beside a search that trains each architecture from scratch: for as many
/// scored architectures, and with default options.
/// </summary>
internal static class SearchTimes
{
    private const int Images = 1500;
    private const int Scored = 24;

    /// <summary>Compares.</summary>
    public static Dictionary<string, object> Compare(WeightSharingArguments arguments)
    {
        var searches = new Dictionary<string, WeightSharingOptions?>
        {
            ["scratch"] = null,
            ["shared"] = CreateSmall(),
            ["sharedDefaults"] = new WeightSharingOptions(),
        };
        var measured = searches.Keys.ToDictionary(name => name, _ => new List<Outcome>());
        for (int seed = arguments.FirstSeed; seed < arguments.FirstSeed + arguments.Seeds; seed++)
        {
            foreach (var (name, sharing) in searches)
            {
                Outcome outcome = Search(sharing, seed);
                measured[name].Add(outcome);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"  {name} seed {seed}: {CountScored(sharing)} scored in {outcome.Seconds:F0} s, test accuracy {outcome.Accuracy:P2}"));
            }
        }

        double scratch = Seconds("scratch");
        return searches.ToDictionary(search => search.Key, search =>
        {
            var (mean, deviation) = Statistics.MeanAndDeviation([.. measured[search.Key].Select(outcome => outcome.Accuracy)]);
            int scored = CountScored(search.Value);
            return (object)new
            {
                scored,
                seconds = Math.Round(Seconds(search.Key), 1),
                timeToScratchAlike = Math.Round(Seconds(search.Key) / (scratch * scored / Scored), 3),
                accuracy = Math.Round(mean, 4),
                deviation = Math.Round(deviation, 4),
            };
        });

        double Seconds(string name) => Statistics.Median(measured[name].Select(outcome => outcome.Seconds));
    }

    // 16 at first and 8 new ones; three are trained from scratch.
    private static WeightSharingOptions CreateSmall() => new()
    {
        PoolSize = 16, Rounds = 2, EpochsPerRound = 10, GeneratedPerRound = 7, RandomPerRound = 1, Retrained = 3,
    };

    private static int CountScored(WeightSharingOptions? sharing) => sharing is null
        ? Scored
        : sharing.PoolSize + ((sharing.Rounds - 1) * (sharing.GeneratedPerRound + sharing.RandomPerRound));

    private static Outcome Search(WeightSharingOptions? sharing, int seed)
    {
        var (train, test) = BenchmarkData.Load("optdigits");
        var context = new MLContext(seed);
        var watch = Stopwatch.StartNew();
        double? seconds = null;
        var options = new NeuralArchitectureOptions
        {
            MaxTrials = Scored,
            WeightSharing = sharing,
            Progress = new Recorder(progress =>
            {
                if (progress.Phase == NeuralArchitecturePhase.Training)
                {
                    seconds ??= watch.Elapsed.TotalSeconds;
                }
            }),
        };
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label").Append(context.Auto().NeuralArchitecture(options));
        using var model = pipeline.Fit(BenchmarkData.ToDataView(context, train.Take(Images)));
        double accuracy = context.MulticlassClassification.Evaluate(model.Transform(BenchmarkData.ToDataView(context, test))).MicroAccuracy;
        return new Outcome(seconds!.Value, accuracy);
    }

    private sealed record Outcome(double Seconds, double Accuracy);

    private sealed class Recorder(Action<NeuralArchitectureProgress> then) : IProgress<NeuralArchitectureProgress>
    {
        public void Report(NeuralArchitectureProgress value) => then(value);
    }
}
