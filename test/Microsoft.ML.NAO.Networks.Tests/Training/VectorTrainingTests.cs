using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Datasets;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

/// <summary>The trainer with vectors: classes and values, weights, both optimizers.</summary>
[TestClass]
public sealed class VectorTrainingTests
{
    public static IEnumerable<object[]> AllKinds =>
        from hasValues in new[] { false, true }
        from optimizer in Enum.GetValues<TrainingOptimizer>()
        select new object[] { hasValues, optimizer };

    [TestMethod]
    [DataRow(TrainingOptimizer.Momentum, 0.05)]
    [DataRow(TrainingOptimizer.AdamW, 0.05)]
    public void LearnsAKnownFunction(TrainingOptimizer optimizer, double learningRate)
    {
        using var network = TestVectors.CreateNetwork(hasValues: true);
        TrainingOptions options = Options(optimizer, epochs: 30);
        options.LearningRate = learningRate;

        TrainingResult result = new NetworkTrainer(options, seed: 1).Train(
            network, TestVectors.Create(200, hasValues: true), TestVectors.Create(50, hasValues: true, seed: 2));

        var figures = (RegressionFigures)result.Validation!;
        Assert.IsGreaterThan(0.9999, figures.RSquared);
        Assert.IsLessThan(0.2, figures.RootMeanSquaredError);
        Assert.IsLessThanOrEqualTo(figures.RootMeanSquaredError, figures.MeanAbsoluteError);
        Assert.IsTrue(double.IsNaN(result.History[^1].Accuracy));
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        float[] row = [0.3f, -0.6f, 0.9f];
        Assert.AreEqual(TestVectors.Value(row), network.forward(torch.tensor(row).view(1, 3)).item<float>(), 0.5f);
    }

    [TestMethod]
    [DataRow(TrainingOptimizer.Momentum)]
    [DataRow(TrainingOptimizer.AdamW)]
    public void LearnsKnownClasses(TrainingOptimizer optimizer)
    {
        using var network = TestVectors.CreateNetwork(hasValues: false);

        TrainingResult result = new NetworkTrainer(Options(optimizer, epochs: 40), seed: 1).Train(
            network, TestVectors.Create(200, hasValues: false), TestVectors.Create(50, hasValues: false, seed: 2));

        Assert.IsGreaterThan(0.85, ((ClassificationFigures)result.Validation!).Accuracy);
        Assert.IsGreaterThan(0.85, result.History[^1].Accuracy);
        Assert.IsLessThan(result.History[0].Loss, result.History[^1].Loss);
    }

    [TestMethod]
    public void TheUnitOfTheValuesChangesNothingButTheUnit()
    {
        VectorDataset rows = TestVectors.Create(60, hasValues: true);
        float[] scaled = Array.ConvertAll(((ValueTargets)rows.Targets).Values.ToArray(), value => (4096 * (value - 500)) - 64);
        var other = new VectorDataset(Flatten(rows), TestVectors.Width, new ValueTargets(scaled));
        using var first = TestVectors.CreateNetwork(hasValues: true);
        using var second = TestVectors.CreateNetwork(hasValues: true);

        var figures = (RegressionFigures)new NetworkTrainer(Options(), seed: 1).Train(first, rows, rows).Validation!;
        var otherFigures = (RegressionFigures)new NetworkTrainer(Options(), seed: 1).Train(second, other, other).Validation!;

        Assert.AreEqual(figures.RSquared, otherFigures.RSquared, 1e-3);
        Assert.AreEqual(4096, otherFigures.RootMeanSquaredError / figures.RootMeanSquaredError, 5);
    }

    [TestMethod]
    [DynamicData(nameof(AllKinds))]
    public void AWeightOfZeroIsARowLess(bool hasValues, TrainingOptimizer optimizer)
    {
        VectorDataset rows = TestVectors.Create(40, hasValues);
        int[] odd = [.. Enumerable.Range(0, 40).Where(i => i % 2 == 1)];
        var half = new VectorDataset(Flatten(rows), TestVectors.Width, rows.Targets, [.. Enumerable.Range(0, 40).Select(i => i % 2 * 3f)]);
        using var expected = TestVectors.CreateNetwork(hasValues);
        using var actual = TestVectors.CreateNetwork(hasValues);

        TrainingResult without = new NetworkTrainer(Options(optimizer), seed: 1).Train(expected, rows.Subset(odd), rows.Subset(odd));
        TrainingResult weightless = new NetworkTrainer(Options(optimizer), seed: 1).Train(actual, half, half);

        float[] weights = Read(actual);
        foreach (var (a, b) in Read(expected).Zip(weights))
        {
            Assert.AreEqual(a, b, 1e-5f);
        }

        Assert.AreEqual(without.Validation!.Metric, weightless.Validation!.Metric, 1e-4);
        Assert.AreEqual(without.History[^1].Loss, weightless.History[^1].Loss, 1e-5);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void AWeightOfTwoIsARowTwice(bool hasValues)
    {
        VectorDataset rows = TestVectors.Create(20, hasValues);
        float[] weights = [.. Enumerable.Range(0, 20).Select(i => i < 5 ? 2f : 1)];
        int[] repeated = [.. Enumerable.Range(0, 20), .. Enumerable.Range(0, 5)];
        var weighted = new VectorDataset(Flatten(rows), TestVectors.Width, rows.Targets, weights);
        using var expected = TestVectors.CreateNetwork(hasValues);
        using var actual = TestVectors.CreateNetwork(hasValues);
        TrainingOptions options = Options();
        options.BatchSize = 64;

        TrainingResult twice = new NetworkTrainer(options, seed: 1).Train(expected, rows.Subset(repeated), rows.Subset(repeated));
        TrainingResult once = new NetworkTrainer(options, seed: 1).Train(actual, weighted, weighted);

        foreach (var (a, b) in Read(expected).Zip(Read(actual)))
        {
            Assert.AreEqual(a, b, 1e-4f);
        }

        Assert.AreEqual(twice.History[^1].Loss, once.History[^1].Loss, 1e-4);
        Assert.AreEqual(twice.History[^1].Accuracy, once.History[^1].Accuracy, 1e-6);
        Assert.AreEqual(twice.Validation!.Metric, once.Validation!.Metric, 1e-3);
    }

    [TestMethod]
    [DynamicData(nameof(AllKinds))]
    public void ATrainingThatWasEndedComesToTheSameWeights(bool hasValues, TrainingOptimizer optimizer)
    {
        using var folder = new TemporaryFolder();
        float[] weights = [.. Enumerable.Range(0, 40).Select(i => 1 + (i % 3f))];
        VectorDataset rows = TestVectors.Create(40, hasValues, weights);
        TrainingOptions options = Options(optimizer, epochs: 5);
        options.ValidationEpochs = 2;
        using var whole = TestVectors.CreateNetwork(hasValues);
        TrainingResult expected = new NetworkTrainer(options, seed: 1).Train(whole, rows, rows);

        options.CheckpointFile = Path.Combine(folder.FullName, "training.nao");
        using (var ended = TestVectors.CreateNetwork(hasValues))
        {
            using var source = new CancellationTokenSource();
            Assert.ThrowsExactly<OperationCanceledException>(() => new NetworkTrainer(options, seed: 1).Train(
                ended, rows, rows, new Observer(progress => Cancel(source, progress.Epoch == 4)), source.Token));
        }

        using var resumed = TestVectors.CreateNetwork(hasValues, seed: 9);
        var epochs = new HashSet<int>();
        TrainingResult actual = new NetworkTrainer(options, seed: 1).Train(resumed, rows, rows, new Observer(progress => epochs.Add(progress.Epoch)));

        CollectionAssert.AreEqual(Read(whole), Read(resumed));
        CollectionAssert.AreEqual(expected.History.ToArray(), actual.History.ToArray());
        Assert.AreEqual(expected.Validation, actual.Validation);
        Assert.AreEqual(4, epochs.Min());
    }

    [TestMethod]
    public void ACheckpointIsOfOneOptimizerOneSetOfWeightsAndOneKindOfTargets()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = Options();
        options.CheckpointFile = Path.Combine(folder.FullName, "training.nao");
        VectorDataset rows = TestVectors.Create(20, hasValues: true);
        using var network = TestVectors.CreateNetwork(hasValues: true);
        using var classes = TestVectors.CreateNetwork(hasValues: false);
        new NetworkTrainer(options, seed: 1).Train(network, rows);
        TrainingOptions adam = options.Clone();
        adam.Optimizer = TrainingOptimizer.AdamW;

        Refuse(() => new NetworkTrainer(adam, seed: 1).Train(network, rows));
        Refuse(() => new NetworkTrainer(options, seed: 1).Train(classes, TestVectors.Create(20, hasValues: false)));
        Refuse(() => new NetworkTrainer(options, seed: 1).Train(
            network, new VectorDataset(Flatten(rows), TestVectors.Width, rows.Targets, [.. Enumerable.Range(1, 20).Select(i => (float)i)])));

        static void Refuse(Action train) => StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(train).Message, "another training");
    }

    [TestMethod]
    public void KeepsTheWeightsOfTheLowestError()
    {
        using var network = TestVectors.CreateNetwork(hasValues: true);
        VectorDataset validation = TestVectors.Create(30, hasValues: true, seed: 3);
        TrainingOptions options = Options(epochs: 8);
        (options.LearningRate, options.MinimumLearningRate, options.Momentum, options.Nesterov, options.ValidationEpochs) = (1.2, 1.2, 0, false, 1);

        TrainingResult result = new NetworkTrainer(options, seed: 1).Train(network, TestVectors.Create(40, hasValues: true), validation);

        EpochSummary best = result.History.MinBy(epoch => ((RegressionFigures)epoch.Validation!).RootMeanSquaredError)!;
        Assert.AreEqual(best.Epoch, result.KeptEpoch);
        Assert.IsLessThan(8, result.KeptEpoch, "The test needs a training that gets worse.");
        Assert.AreEqual(best.Validation, NetworkScorer.Evaluate(network, validation));
    }

    [TestMethod]
    public void ASquaredErrorThatGrowsWithoutLimitIsDivergence()
    {
        using var network = TestVectors.CreateNetwork(hasValues: true);
        var options = new TrainingOptions { Epochs = 100, BatchSize = 16, LearningRate = 100, GradientClip = 0 };

        var error = Assert.ThrowsExactly<TrainingDivergedException>(
            () => new NetworkTrainer(options, seed: 1).Train(network, TestVectors.Create(40, hasValues: true)));

        StringAssert.Contains(error.Message, "epoch");
    }

    [TestMethod]
    [DynamicData(nameof(AllKinds))]
    public void LeavesNoTensorBehind(bool hasValues, TrainingOptimizer optimizer)
    {
        using var network = TestVectors.CreateNetwork(hasValues);
        VectorDataset rows = TestVectors.Create(40, hasValues, [.. Enumerable.Repeat(2f, 40)]);
        new NetworkTrainer(Options(optimizer), seed: 1).Train(network, rows, rows);
        long before = LiveTensors.Count();

        new NetworkTrainer(Options(optimizer), seed: 1).Train(network, rows, rows);

        Assert.AreEqual(before, LiveTensors.Count());
    }

    [TestMethod]
    public void RefusesWhatTheNetworkDoesNotPredict()
    {
        using var values = TestVectors.CreateNetwork(hasValues: true);
        using var classes = TestVectors.CreateNetwork(hasValues: false);
        using var two = new LinearNetwork(TestVectors.Width, 2);
        var trainer = new NetworkTrainer(Options(), seed: 1);
        VectorDataset rows = TestVectors.Create(10, hasValues: true);

        StringAssert.Contains(Refuse(values, TestVectors.Create(10, hasValues: false)), "predicts a value, the data set has classes");
        StringAssert.Contains(Refuse(classes, rows), "predicts classes, the data set has values");
        StringAssert.Contains(Refuse(two, TestVectors.Create(10, hasValues: false)), "tells 2 classes apart, the data set has 3");
        StringAssert.Contains(Refuse(values, TestNetworks.Bars(3)), "images of shape 1×8×8");
        StringAssert.Contains(Refuse(values, rows.Subset([])), "training set has no samples");
        StringAssert.Contains(Refuse(values, TestVectors.Create(10, hasValues: true, new float[10])), "All 10 samples of the training set have the weight 0");
        Assert.ThrowsExactly<ArgumentException>(() => NetworkScorer.Evaluate(values, TestVectors.Create(10, hasValues: true, new float[10])));
        Assert.HasCount(10, NetworkScorer.Score(values, TestVectors.Create(10, hasValues: true, new float[10])));

        string Refuse(PredictionNetwork network, SampleDataset train) =>
            Assert.ThrowsExactly<ArgumentException>(() => trainer.Train(network, train)).Message;
    }

    private static TrainingOptions Options(TrainingOptimizer optimizer = TrainingOptimizer.Momentum, int epochs = 3) => new()
    {
        Epochs = epochs, BatchSize = 16, LearningRate = 0.05, Optimizer = optimizer, WeightDecay = 1e-5,
    };

    private static float[] Flatten(VectorDataset rows) => [.. Enumerable.Range(0, rows.Count).SelectMany(i => rows.GetRow(i).ToArray())];

    private static float[] Read(PredictionNetwork network)
    {
        using var scope = torch.NewDisposeScope();
        return [.. network.parameters().Concat(network.buffers()).SelectMany(tensor => tensor.detach().contiguous().data<float>().ToArray())];
    }

    private static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
        {
            source.Cancel();
        }
    }

    private sealed class Observer(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
