using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class NetworkTrainerTests
{
    private static readonly ImageDataset Images = TestNetworks.Bars(48);

    private static TrainingOptions Options => new() { Epochs = 3, BatchSize = 16, CropPadding = 1, HorizontalFlip = true, CutoutLength = 2 };

    [TestMethod]
    public void OverfitsASmallSet()
    {
        using var network = TestNetworks.Create();

        TrainingResult result = new NetworkTrainer(new TrainingOptions { Epochs = 15, BatchSize = 16 }, seed: 1).Train(network, Images, Images);

        Assert.AreEqual(1, result.Validation!.Metric);
        Assert.IsLessThan(result.History[0].Loss, result.History[^1].Loss);
        Assert.HasCount(15, result.History);
        Assert.IsFalse(network.training);
    }

    [TestMethod]
    public void TheSameSeedTrainsTheSameWeights()
    {
        float[] first = TrainAndRead(seed: 2);

        CollectionAssert.AreEqual(first, TrainAndRead(seed: 2));
        CollectionAssert.AreNotEqual(first, TrainAndRead(seed: 3));
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(0.1)]
    public void TheLossSpreadsAShareOfTheLabelsOverAllClasses(double smoothing)
    {
        using var scope = torch.NewDisposeScope();
        using var network = TestNetworks.Create();
        network.SetNormalization(Images);
        float[] logits = network.forward(torch.tensor(Images.Pixels.ToArray(), [Images.Count, 1, 8, 8])).data<float>().ToArray();
        double expected = 0;
        for (int i = 0; i < Images.Count; i++)
        {
            double normalizer = Math.Log(Enumerable.Range(0, 3).Sum(c => Math.Exp(logits[(i * 3) + c])));
            for (int c = 0; c < 3; c++)
            {
                double target = (smoothing / 3) + (c == Images.Labels[i] ? 1 - smoothing : 0);
                expected -= target * (logits[(i * 3) + c] - normalizer) / Images.Count;
            }
        }

        var result = new NetworkTrainer(new TrainingOptions { Epochs = 1, BatchSize = Images.Count, LabelSmoothing = smoothing }, 1)
            .Train(network, Images);

        Assert.AreEqual(expected, result.History[0].Loss, 1e-4);
    }

    [TestMethod]
    public void EndsBetweenBatchesWhenCancelled()
    {
        using var network = TestNetworks.Create();
        using var source = new CancellationTokenSource();
        var seen = new Recorder(progress =>
        {
            if (progress is { Epoch: 2, Batch: 1 })
            {
                source.Cancel();
            }
        });

        Assert.ThrowsExactly<OperationCanceledException>(
            () => new NetworkTrainer(Options, seed: 1).Train(network, Images, null, seen, source.Token));

        Assert.HasCount(4, seen.Reports);
    }

    [TestMethod]
    public void ReportsEveryBatch()
    {
        using var network = TestNetworks.Create();
        var seen = new Recorder();

        TrainingResult result = new NetworkTrainer(Options, seed: 1).Train(network, Images, progress: seen);

        Assert.HasCount(9, seen.Reports);
        Assert.AreEqual(1, seen.Reports[^1].Fraction);
        Assert.AreEqual(result.History[^1].Loss, seen.Reports[^1].Loss);
        Assert.IsNull(result.Validation);
    }

    [TestMethod]
    public void SaysWhereItDiverged()
    {
        var pixels = Images.Pixels.ToArray();
        pixels[5] = float.NaN;
        var broken = new ImageDataset(Images.Shape, pixels, Images.Labels.ToArray(), Images.ClassNames);
        using var network = TestNetworks.Create();

        var error = Assert.ThrowsExactly<TrainingDivergedException>(() => new NetworkTrainer(Options, seed: 1).Train(network, broken));

        StringAssert.Contains(error.Message, "epoch 1, batch 1");
        StringAssert.Contains(error.Message, "NaN");
    }

    [TestMethod]
    public void SaysThatItDivergedWhereStepsAreTooLarge()
    {
        using var network = TestNetworks.Create();
        var options = new TrainingOptions { Epochs = 20, BatchSize = 16, LearningRate = 100, WeightDecay = 1, GradientClip = 0 };

        var error = Assert.ThrowsExactly<TrainingDivergedException>(() => new NetworkTrainer(options, seed: 1).Train(network, Images, Images));

        StringAssert.Contains(error.Message, "Lower the learning rate");
    }

    [TestMethod]
    public void KeepsTheWeightsThatAreBestByValidation()
    {
        using var network = TestNetworks.Create();
        ImageDataset validation = TestNetworks.Bars(30, seed: 5);
        var options = new TrainingOptions { Epochs = 8, BatchSize = 16, LearningRate = 3, MinimumLearningRate = 3, GradientClip = 0, ValidationEpochs = 1 };

        TrainingResult result = new NetworkTrainer(options, seed: 1).Train(network, Images, validation);

        EpochSummary best = result.History.MaxBy(epoch => (epoch.Validation!.Metric, -((ClassificationFigures)epoch.Validation).LogLoss))!;
        Assert.AreEqual(best.Epoch, result.KeptEpoch);
        Assert.IsLessThan(8, result.KeptEpoch, "The test needs a training that gets worse.");
        Assert.AreEqual(best.Validation, result.Validation);
        Assert.AreEqual(best.Validation, NetworkScorer.Evaluate(network, validation));
    }

    [TestMethod]
    public void ValidationChangesNoStep()
    {
        using var first = TestNetworks.Create();
        using var second = TestNetworks.Create();
        TrainingOptions validating = Options;
        validating.ValidationEpochs = 2;

        TrainingResult plain = new NetworkTrainer(Options, seed: 1).Train(first, Images, Images);
        TrainingResult validated = new NetworkTrainer(validating, seed: 1).Train(second, Images, Images);

        CollectionAssert.AreEqual(plain.History.Select(epoch => epoch.Loss).ToArray(), validated.History.Select(epoch => epoch.Loss).ToArray());
        CollectionAssert.AreEqual(new[] { false, true, true }, validated.History.Select(epoch => epoch.Validation is not null).ToArray());
        Assert.AreEqual(3, plain.KeptEpoch);
        Assert.AreEqual(plain.Validation, validated.History[^1].Validation);
    }

    [TestMethod]
    public void NoThreadOutlivesTheTraining()
    {
        using var network = TestNetworks.Create();
        using var source = new CancellationTokenSource();
        new NetworkTrainer(Options, seed: 1).Train(network, Images);
        bool endedBefore = HaveEnded();
        int during = 0;
        var seen = new Recorder(_ =>
        {
            during = Math.Max(during, CountDataThreads());
            source.Cancel();
        });

        Assert.ThrowsExactly<OperationCanceledException>(
            () => new NetworkTrainer(Options, seed: 1).Train(network, Images, null, seen, source.Token));

        Assert.IsTrue(endedBefore);
        Assert.IsLessThanOrEqualTo(1, during);
        Assert.IsTrue(HaveEnded());

        // A thread that was joined stands in the system's list until it is scheduled once more.
        static bool HaveEnded() => SpinWait.SpinUntil(() => CountDataThreads() == 0, TimeSpan.FromSeconds(10));

        static int CountDataThreads() => Directory.Exists("/proc/self/task")
            ? Directory.GetDirectories("/proc/self/task").Count(IsDataThread)
            : 0;

        static bool IsDataThread(string task)
        {
            try
            {
                return File.ReadAllText(Path.Combine(task, "comm")).StartsWith("NAO data", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    [TestMethod]
    public void TheHostNormalizesAsTheNetworkDoes()
    {
        using var scope = torch.NewDisposeScope();
        using var network = TestNetworks.Create();
        network.SetNormalization(Images);
        network.eval();
        var raw = torch.tensor(Images.Pixels.ToArray(), [Images.Count, 1, 8, 8]);
        float[] pixels = Images.Pixels.ToArray();
        network.CreatePlainNormalization().Apply(pixels);

        float[] expected = network.forward(raw).data<float>().ToArray();
        float[] actual = network.Compute(torch.tensor(pixels, [Images.Count, 1, 8, 8]), normalized: true).Outputs.data<float>().ToArray();

        CollectionAssert.AreEqual(expected, actual);
    }

    [TestMethod]
    public void LeavesNoTensorBehind()
    {
        using var network = TestNetworks.Create(options: new ConvolutionalNetworkOptions
        {
            InitialChannels = 4, DropPathKeepProbability = 0.8, DropoutKeepProbability = 0.8,
        });
        new NetworkTrainer(Options, seed: 1).Train(network, Images, Images);
        long before = LiveTensors.Count();
        var counts = new HashSet<long>();
        var seen = new Recorder(_ => counts.Add(torch.Tensor.TotalCount));

        new NetworkTrainer(Options, seed: 1).Train(network, Images, Images, seen);

        Assert.AreEqual(before, LiveTensors.Count());
        Assert.IsLessThan(before + 2_000, counts.Max());
        Assert.IsLessThanOrEqualTo(200, counts.Max() - counts.Min(), "Live tensors grow from batch to batch.");
    }

    [TestMethod]
    public void SetsTheThreadsBack()
    {
        using var network = TestNetworks.Create();
        int before = torch.get_num_threads();
        var counts = new HashSet<int>();
        var seen = new Recorder(_ => counts.Add(torch.get_num_threads()));

        new NetworkTrainer(new TrainingOptions { Epochs = 1, Threads = 3 }, seed: 1).Train(network, Images, progress: seen);
        new NetworkTrainer(new TrainingOptions { Epochs = 1 }, seed: 1).Train(network, Images, progress: seen);

        CollectionAssert.AreEquivalent(new[] { 3, 1 }, counts.ToArray());
        Assert.AreEqual(before, torch.get_num_threads());
    }

    [TestMethod]
    public void TrainsInsideAnotherDisposeScope()
    {
        using var network = TestNetworks.Create();
        using (torch.NewDisposeScope())
        {
            new NetworkTrainer(Options, seed: 1).Train(network, Images);
        }

        Assert.IsTrue(double.IsFinite(((ClassificationFigures)NetworkScorer.Evaluate(network, Images)).LogLoss));
    }

    [TestMethod]
    public void RefusesAnEmptySetAndImagesOfAnotherShape()
    {
        using var network = TestNetworks.Create();
        var trainer = new NetworkTrainer(Options, seed: 1);
        var empty = new ImageDataset(Images.Shape, [], [], Images.ClassNames);

        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => trainer.Train(network, empty)).Message, "training set has no samples");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => trainer.Train(network, TestNetworks.Bars(3, shape: new ImageShape(1, 9, 9)))).Message, "1×9×9");
    }

    [TestMethod]
    public void RefusesOptionsOutOfRange()
    {
        Assert.ThrowsExactly<ValidationException>(() => new NetworkTrainer(new TrainingOptions { Epochs = 0 }, 1));
        Assert.ThrowsExactly<ValidationException>(() => new NetworkTrainer(new TrainingOptions { LearningRate = 0.1, MinimumLearningRate = 0.2 }, 1));
    }

    private static float[] TrainAndRead(int seed)
    {
        using var scope = torch.NewDisposeScope();
        using var network = TestNetworks.Create(options: new ConvolutionalNetworkOptions
        {
            InitialChannels = 4, DropPathKeepProbability = 0.8, DropoutKeepProbability = 0.8,
        });
        new NetworkTrainer(Options, seed).Train(network, Images);
        return [.. network.parameters().SelectMany(parameter => parameter.detach().contiguous().data<float>().ToArray())];
    }

    private sealed class Recorder(Action<TrainingProgress>? action = null) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value)
        {
            Reports.Add(value);
            action?.Invoke(value);
        }
    }
}
