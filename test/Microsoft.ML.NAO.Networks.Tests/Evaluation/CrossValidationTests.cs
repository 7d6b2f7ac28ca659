using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Evaluation;

/// <summary>An evaluator that trains a network for each fold, and scores what all folds have held out together.</summary>
[TestClass]
public sealed class CrossValidationTests
{
    private const int Folds = 3;
    private const int Epochs = 4;

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void TheScoreIsThatOfAllFoldsAfterTheEpochThatIsBestForAllTogether(bool hasValues)
    {
        var folds = CreateFolds(hasValues, weights: null);
        using NetworkEvaluator evaluator = Create(folds, hasValues);
        TrainingResult[] alone = [.. folds.Select(fold =>
        {
            using LinearNetwork network = TestVectors.CreateNetwork(hasValues, seed: 7);
            return new NetworkTrainer(Training, 7).Train(network, fold.Train, fold.HeldOut);
        })];

        EvaluationResult result = evaluator.Evaluate(Request(), CancellationToken.None);

        double[] together = [.. Enumerable.Range(0, Epochs).Select(epoch =>
        {
            double[] metrics = [.. alone.Select(training => training.History[epoch].Validation!.Metric)];
            double sum = folds.Select((fold, i) => fold.HeldOut.Count * (hasValues ? metrics[i] * metrics[i] : metrics[i])).Sum() / 31;
            return hasValues ? Math.Sqrt(sum) : sum;
        })];
        Assert.AreEqual(hasValues ? together.Min() : together.Max(), result.Metric, 1e-9);
        Assert.AreEqual(result.Metric, together[(int)result.Measures[NetworkEvaluator.KeptEpoch] - 1], 1e-9);
        Assert.AreEqual(Folds * Epochs, result.Epochs);
    }

    [TestMethod]
    public void RowsCountByTheirWeights()
    {
        float[] weights = [.. Enumerable.Range(0, 31).Select(i => i % 2 == 0 ? 1f : 3f)];
        var folds = CreateFolds(hasValues: false, weights);
        using NetworkEvaluator evaluator = Create(folds, hasValues: false, epochs: 1);

        EvaluationResult result = evaluator.Evaluate(Request(), CancellationToken.None);

        // A share of all weights, of which there are 16 and 3 times 15.
        Assert.AreEqual(Math.Round(result.Metric * 61), result.Metric * 61, 1e-9);
        Assert.AreEqual(1, result.Measures[NetworkEvaluator.KeptEpoch]);
    }

    [TestMethod]
    public void AFoldIsAStepOfTheTrialAndItsEnd()
    {
        using NetworkEvaluator evaluator = Create(CreateFolds(hasValues: true, weights: null), hasValues: true);
        var values = new Recorder<IntermediateValue>();
        var progress = new Recorder<double>();

        EvaluationResult result = evaluator.Evaluate(Request() with { IntermediateValues = values, Progress = progress }, CancellationToken.None);

        CollectionAssert.AreEqual(new[] { Epochs, 2 * Epochs }, values.Reports.Select(value => value.Step).ToList());
        CollectionAssert.AreEqual(progress.Reports.Order().ToList(), progress.Reports);
        Assert.AreEqual(1, progress.Reports[^1]);
        Assert.AreEqual(result.Metric, evaluator.Best!.Metric);
    }

    [TestMethod]
    public void ATrialLeavesNoTensorButItsBestNetwork()
    {
        using NetworkEvaluator evaluator = Create(CreateFolds(hasValues: true, weights: null), hasValues: true);
        evaluator.Evaluate(Request(), CancellationToken.None);

        int parameters = evaluator.Best!.Network.parameters().Count();
        Assert.AreEqual(
            Folds * parameters * LiveTensors.LeftByAParameter(), LiveTensors.LeftBy(() => evaluator.Evaluate(Request(), CancellationToken.None)));
    }

    [TestMethod]
    public void WithoutAFoldItIsRefused() => Assert.ThrowsExactly<ArgumentException>(() => Create([], hasValues: true));

    private static TrainingOptions Training => new() { Epochs = Epochs, BatchSize = 8, LearningRate = 0.1, ValidationEpochs = 1 };

    private static EvaluationRequest Request() => new(PublishedArchitectures.NaoWeightSharing, 0, 7, null);

    private static IReadOnlyList<(SampleDataset Train, SampleDataset HeldOut)> CreateFolds(bool hasValues, float[]? weights) =>
        TestVectors.Create(31, hasValues, weights).SplitFolds(Folds, seed: 1);

    private static NetworkEvaluator Create(IReadOnlyList<(SampleDataset Train, SampleDataset Validation)> folds, bool hasValues, int epochs = Epochs)
    {
        TrainingOptions training = Training;
        training.Epochs = epochs;
        return new NetworkEvaluator(
            folds,
            (_, seed) => TestVectors.CreateNetwork(hasValues, seed),
            new NetworkEvaluatorOptions { Training = training, KeepBestNetwork = true });
    }

    private sealed class Recorder<T> : IProgress<T>
    {
        public List<T> Reports { get; } = [];

        public void Report(T value) => Reports.Add(value);
    }
}
