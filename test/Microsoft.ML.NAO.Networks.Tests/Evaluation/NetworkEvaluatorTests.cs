using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Evaluation;

[TestClass]
public sealed class NetworkEvaluatorTests
{
    private static readonly ImageDataset Train = TestNetworks.Bars(60);
    private static readonly ImageDataset Validation = TestNetworks.Bars(30, seed: 2);

    private static NetworkEvaluatorOptions Options => new()
    {
        Training = new TrainingOptions { Epochs = 6, BatchSize = 16 },
    };

    [TestMethod]
    public void ScoresTheWholeValidationSet()
    {
        var progress = new Recorder();
        var evaluator = NetworkEvaluator.ForImages(TestNetworks.Space, Train, Validation, TestNetworks.Small(), Options);

        EvaluationResult result = evaluator.Evaluate(Request(7, progress), CancellationToken.None);

        Assert.IsGreaterThan(0.9, result.Metric);
        Assert.AreEqual(Math.Round(result.Metric * 30), result.Metric * 30, 1e-9);
        Assert.AreEqual(
            ConvolutionalNetwork.GetStatistics(TestNetworks.Published, Train.Shape, 3, TestNetworks.Small()).Parameters,
            result.Measures["Parameters"]);
        Assert.IsGreaterThan(0, result.Measures["TrainingSeconds"]);
        Assert.AreEqual(1, progress.Last);
    }

    [TestMethod]
    public void DependsOnNothingButTheRequest()
    {
        var evaluator = NetworkEvaluator.ForImages(TestNetworks.Space, Train, Validation, TestNetworks.Small(), Options);
        EvaluationResult first = evaluator.Evaluate(Request(7), CancellationToken.None);
        evaluator.Evaluate(Request(8), CancellationToken.None);

        EvaluationResult again = evaluator.Evaluate(Request(7), CancellationToken.None);

        Assert.AreEqual(first.Metric, again.Metric);
        Assert.AreEqual(first.Measures["LogLoss"], again.Measures["LogLoss"]);
        Assert.AreEqual(first.Measures["TrainingLoss"], again.Measures["TrainingLoss"]);
    }

    [TestMethod]
    public void ReportsTheAccuracyAfterEachEpochAndIsNotChangedByIt()
    {
        var evaluator = NetworkEvaluator.ForImages(TestNetworks.Space, Train, Validation, TestNetworks.Small(), Options);
        var values = new Values(_ => { });
        EvaluationResult alone = evaluator.Evaluate(Request(7), CancellationToken.None);

        EvaluationResult result = evaluator.Evaluate(Request(7) with { IntermediateValues = values }, CancellationToken.None);

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5 }, values.Reports.Select(value => value.Step).ToList());
        Assert.IsTrue(values.Reports.All(value => value.Value is >= 0 and <= 1));
        Assert.IsGreaterThan(values.Reports[0].Value, result.Metric);
        Assert.AreEqual(alone.Metric, result.Metric);
        Assert.AreEqual(alone.Measures["LogLoss"], result.Measures["LogLoss"]);
        Assert.AreEqual(6, result.Epochs);
    }

    [TestMethod]
    public void APrunedTrialEndsWhereItIsAndLeavesNoTensor()
    {
        using var evaluator = NetworkEvaluator.ForImages(TestNetworks.Space, Train, Validation, TestNetworks.Small(), Options);
        evaluator.Evaluate(Request(7), CancellationToken.None);
        var values = new Values(value =>
        {
            if (value.Step == 2)
            {
                throw new TrialPrunedException();
            }
        });

        long left = LiveTensors.LeftBy(() => Assert.ThrowsExactly<TrialPrunedException>(
            () => evaluator.Evaluate(Request(7) with { IntermediateValues = values }, CancellationToken.None)));

        Assert.HasCount(2, values.Reports);
        Assert.AreEqual(TestNetworks.LeftByANetwork(TestNetworks.Published), left);
    }

    [TestMethod]
    public void WhatCannotFitIntoTheMemoryIsRefusedBeforeItIsTrained()
    {
        NetworkEvaluatorOptions huge = Options;
        huge.Training.BatchSize = 65_536;
        ConvolutionalNetworkOptions large = TestNetworks.Small();
        large.InitialChannels = 64;
        large.CellsPerStage = 8;
        var evaluator = NetworkEvaluator.ForImages(TestNetworks.Space, TestNetworks.Bars(65_536), Validation, large, huge);

        string message = Assert.ThrowsExactly<InsufficientMemoryException>(() => evaluator.Evaluate(Request(7), CancellationToken.None)).Message;

        StringAssert.Contains(message, "in batches of 65536 takes some");
    }

    [TestMethod]
    public void TrainingsAtOnceShareTheMemory()
    {
        ConvolutionalNetworkOptions network = TestNetworks.Small();
        NetworkEvaluatorOptions options = Options;
        options.Training.Epochs = 1;
        long needed = ConvolutionalNetwork.GetStatistics(TestNetworks.Published, Train.Shape, 3, network).EstimateTrainingMemory(options.Training.BatchSize);
        int fitting = checked((int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / needed));
        NetworkEvaluator Create(int trainings)
        {
            options.TrainingsAtOnce = trainings;
            return NetworkEvaluator.ForImages(TestNetworks.Space, Train, Validation, network, options);
        }

        string message = Assert.ThrowsExactly<InsufficientMemoryException>(
            () => Create(fitting + 1).Evaluate(Request(7), CancellationToken.None)).Message;

        StringAssert.Contains(message, $"MiB for {fitting + 1} trainings at once.");
        StringAssert.Contains(message, "Fewer workers leave more to each.");
        Assert.AreEqual(1, Create(fitting).Evaluate(Request(7), CancellationToken.None).Epochs);
        Assert.ThrowsExactly<System.ComponentModel.DataAnnotations.ValidationException>(() => Create(0));
    }

    [TestMethod]
    public void LetsDivergenceAndCancellationThrough()
    {
        NetworkEvaluatorOptions wild = Options;
        wild.Training.LearningRate = 100;
        wild.Training.GradientClip = 0;
        wild.Training.WeightDecay = 1;
        var evaluator = NetworkEvaluator.ForImages(TestNetworks.Space, Train, Validation, TestNetworks.Small(), wild);

        Assert.ThrowsExactly<TrainingDivergedException>(() => evaluator.Evaluate(Request(1), CancellationToken.None));
        Assert.ThrowsExactly<OperationCanceledException>(() => evaluator.Evaluate(Request(1), new CancellationToken(canceled: true)));
    }

    [TestMethod]
    public void RefusesSetsThatDoNotGoTogether()
    {
        ImageDataset other = TestNetworks.Bars(6, shape: new ImageShape(1, 9, 9));

        var error = Assert.ThrowsExactly<ArgumentException>(() => NetworkEvaluator.ForImages(TestNetworks.Space, Train, other));

        StringAssert.Contains(error.Message, "1×9×9");
    }

    [TestMethod]
    public void RefusesACheckpointThatItsTrainingsWouldShare()
    {
        NetworkEvaluatorOptions options = Options;
        options.Training.CheckpointFile = "one.file";

        var error = Assert.ThrowsExactly<ArgumentException>(
            () => NetworkEvaluator.ForImages(TestNetworks.Space, Train, Validation, options: options));

        StringAssert.Contains(error.Message, "one.file");
    }

    [TestMethod]
    public void AValueIsScoredByItsErrorOfWhichLessIsBetter()
    {
        VectorDataset rows = TestVectors.Create(60, hasValues: true);
        VectorDataset validation = TestVectors.Create(30, hasValues: true, seed: 2);
        NetworkEvaluatorOptions options = Options;
        options.KeepBestNetwork = true;
        using var evaluator = new NetworkEvaluator(rows, validation, (_, seed) => TestVectors.CreateNetwork(hasValues: true, seed), options);
        var values = new Values(_ => { });

        EvaluationResult result = evaluator.Evaluate(Request(7) with { IntermediateValues = values }, CancellationToken.None);
        EvaluationResult[] others = [.. Enumerable.Range(8, 6).Select(seed => evaluator.Evaluate(Request(seed), CancellationToken.None))];

        Assert.AreEqual(new Objective("RootMeanSquaredError", Maximize: false), evaluator.Objective);
        Assert.IsLessThan(values.Reports[0].Value, result.Metric);
        Assert.IsGreaterThan(0.5, result.Measures["RSquared"]);
        Assert.IsLessThanOrEqualTo(result.Metric, result.Measures["MeanAbsoluteError"]);
        Assert.IsFalse(result.Measures.ContainsKey("TrainingAccuracy"));
        Assert.AreEqual(others.Append(result).Min(other => other.Metric), evaluator.Best!.Metric);
        Assert.AreEqual(evaluator.Best.Metric, NetworkScorer.Evaluate(evaluator.Best.Network, validation).Metric);
    }

    [TestMethod]
    public void ANetworkThatPredictsNoNumberIsNotKept()
    {
        VectorDataset rows = TestVectors.Create(4, hasValues: true);
        var huge = new VectorDataset([1e30f, 1e30f, 1e30f], TestVectors.Width, new ValueTargets([1]));
        NetworkEvaluatorOptions options = Options;
        options.KeepBestNetwork = true;
        bool isBroken = true;
        using var evaluator = new NetworkEvaluator(rows, huge, (_, seed) => Create(seed), options);

        EvaluationResult broken = evaluator.Evaluate(Request(1), CancellationToken.None);
        EvaluatedNetwork<PredictionNetwork>? kept = evaluator.Best;
        isBroken = false;
        EvaluationResult good = evaluator.Evaluate(Request(1), CancellationToken.None);

        Assert.IsFalse(double.IsFinite(broken.Metric));
        Assert.IsNull(kept);
        Assert.IsTrue(double.IsFinite(good.Metric));
        Assert.AreEqual(good.Metric, evaluator.Best!.Metric);

        PredictionNetwork Create(int seed)
        {
            LinearNetwork network = TestVectors.CreateNetwork(hasValues: true, seed);
            using var noGradient = TorchSharp.torch.no_grad();
            foreach (var parameter in network.parameters())
            {
                parameter.mul_(isBroken ? 1e10f : 0);
            }

            return network;
        }
    }

    [TestMethod]
    public void RefusesSetsOfAnotherKindOrWithoutWeight()
    {
        VectorDataset rows = TestVectors.Create(4, hasValues: true);

        StringAssert.Contains(Refuse(rows, TestVectors.Create(4, hasValues: false)), "it has 3 classes, the training set values");
        StringAssert.Contains(Refuse(rows, TestVectors.BrightImages(4)), "it has images of shape 1×8×8, the training set vectors of 3 values");
        StringAssert.Contains(Refuse(rows, rows.Subset([])), "validation set has no samples");
        StringAssert.Contains(Refuse(rows, TestVectors.Create(4, hasValues: true, new float[4])), "validation set have the weight 0");

        static string Refuse(SampleDataset train, SampleDataset validation) => Assert.ThrowsExactly<ArgumentException>(
            () => new NetworkEvaluator(train, validation, (_, seed) => TestVectors.CreateNetwork(hasValues: true, seed))).Message;
    }

    private static EvaluationRequest Request(int seed, IProgress<double>? progress = null) =>
        new(PublishedArchitectures.NaoWeightSharing, 0, seed, progress);

    private sealed class Recorder : IProgress<double>
    {
        public double Last { get; private set; }

        public void Report(double value) => Last = value;
    }

    private sealed class Values(Action<IntermediateValue> then) : IProgress<IntermediateValue>
    {
        public List<IntermediateValue> Reports { get; } = [];

        public void Report(IntermediateValue value)
        {
            Reports.Add(value);
            then(value);
        }
    }
}
