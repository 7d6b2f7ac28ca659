using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Benchmarks.NasBench201;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Benchmarks.Controller;

/// <summary>
/// How long the default model trains until it orders unseen architectures as well as the authors' model does after its 1,000 epochs: on
/// 600 architectures of NAS-Bench-201, judged on 1,000 others.
/// </summary>
internal static class AccuracyRace
{
    private const int Train = 600;
    private const int Test = 1000;
    private const int PeerEpochs = 1000;
    private const int PeerEvery = 20;
    private const int Threads = 1;

    /// <summary>Runs both and prints how they did.</summary>
    /// <returns>The default model's time over the authors' model's.</returns>
    public static double Run()
    {
        EdgeCellSpace space = EdgeCellSpace.NasBench201;
        AccuracyTable table = AccuracyTables.Load()[0];
        var pool = new ProposalPool(space, seed: 1);
        Architecture[] drawn = [.. Enumerable.Range(0, Train + Test).Select(_ => pool.Draw()!)];
        double[] accuracies = [.. drawn.Select(architecture => table[architecture].Validation)];

        (double Seconds, double Accuracy)[] peer = RunPeer(space, drawn, accuracies);
        double goal = peer.Max(point => point.Accuracy);
        double peerSeconds = peer.First(point => point.Accuracy == goal).Seconds;
        var (seconds, accuracy) = RunOwn(space, drawn, accuracies, goal);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"pairwise accuracy on {Test} unseen architectures: PyTorch {goal:F4} after {peerSeconds:F1} s ({PeerEpochs} epochs take {peer[^1].Seconds:F1} s); default model {accuracy:F4} after {seconds:F2} s"));
        return accuracy >= goal ? seconds / peerSeconds : double.NaN;
    }

    private static (double Seconds, double Accuracy)[] RunPeer(EdgeCellSpace space, Architecture[] architectures, double[] accuracies)
    {
        float[] targets = TargetScaler.Scale(accuracies[..Train], maximize: true, TargetScaling.MinMax);
        string folder = Repository.CreateOutputFolder("controller");
        string train = Path.Combine(folder, "train.tsv");
        string test = Path.Combine(folder, "test.tsv");
        File.WriteAllLines(train, architectures[..Train].Zip(targets, (architecture, target) => string.Create(CultureInfo.InvariantCulture, $"{target:R}\t{architecture}")));
        File.WriteAllLines(test, architectures[Train..].Zip(accuracies[Train..], (architecture, value) => string.Create(CultureInfo.InvariantCulture, $"{value:R}\t{architecture}")));
        return [.. PyTorchScript.Run(ControllerBenchmark.Script, "accuracy", train, test, $"{space.VocabularySize}", $"{PeerEpochs}", $"{PeerEvery}", $"{Threads}")
            .Select(line => (double.Parse(line.Name, CultureInfo.InvariantCulture), line.Value))];
    }

    private static (double Seconds, double Accuracy) RunOwn(EdgeCellSpace space, Architecture[] architectures, double[] accuracies, double goal)
    {
        const int EpochsATurn = 5;
        const int MaxTurns = 200;
        using var singleThread = SingleThread.Enter();
        var options = new NaoOptions();
        var random = new Random(1);
        using INaoModel model = options.Model.CreateModel(space, options, random);
        float[] targets = TargetScaler.Scale(accuracies[..Train], maximize: true, options.TargetScaling);
        double seconds = 0;
        double accuracy = 0;
        for (int turn = 0; turn < MaxTurns && accuracy < goal; turn++)
        {
            long start = Stopwatch.GetTimestamp();
            model.Train(architectures[..Train], targets, EpochsATurn, random, CancellationToken.None);
            seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
            double[] predictions = [.. model.Predict(architectures[Train..]).Select(prediction => prediction.Mean)];
            accuracy = RankingMetrics.PairwiseAccuracy(accuracies[Train..], predictions);
        }

        return (seconds, accuracy);
    }
}
