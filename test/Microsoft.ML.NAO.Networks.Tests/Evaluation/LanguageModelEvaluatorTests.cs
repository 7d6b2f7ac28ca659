using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks.Tests.LanguageModels;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Networks.Tests.Evaluation;

[TestClass]
public sealed class LanguageModelEvaluatorTests
{
    private static readonly RecurrentCellSpace Space = new(nodeCount: 2);
    private static readonly ReadOnlyMemory<int> Train = TestTexts.Create(400, 1);
    private static readonly ReadOnlyMemory<int> Validation = TestTexts.Create(120, 2);

    [TestMethod]
    public void TheMetricIsThePerplexityOfTheKeptNetwork()
    {
        using LanguageModelEvaluator evaluator = Create(keep: true);

        EvaluationResult result = evaluator.Evaluate(Request(1), CancellationToken.None);

        Assert.AreEqual(3, result.Epochs);
        Assert.AreEqual(
            LanguageModelScorer.GetPerplexity(evaluator.Best!.Network, Validation, batchSize: 3), result.Metric, 1e-4 * result.Metric);
        Assert.AreEqual(evaluator.Best.Network.ParameterCount, result.Measures["Parameters"]);
        Assert.AreEqual(("Perplexity", false), (evaluator.Objective.MetricName, evaluator.Objective.Maximize));
    }

    [TestMethod]
    public void TheNetworkWithTheLowerPerplexityIsKept()
    {
        using LanguageModelEvaluator evaluator = Create(keep: true);
        double[] metrics = [.. Enumerable.Range(1, 3).Select(seed => evaluator.Evaluate(Request(seed), CancellationToken.None).Metric)];

        Assert.AreEqual(metrics.Min(), evaluator.Best!.Metric);
        Assert.AreEqual(Request(1 + Array.IndexOf(metrics, metrics.Min())).Architecture, evaluator.Best.Architecture);
    }

    [TestMethod]
    public void EachEpochButTheLastIsReportedWithTheBestSoFar()
    {
        using LanguageModelEvaluator evaluator = Create();
        var values = new List<IntermediateValue>();

        double metric = evaluator.Evaluate(Request(1) with { IntermediateValues = new Recorder(values.Add) }, CancellationToken.None).Metric;

        CollectionAssert.AreEqual(new[] { 1, 2 }, values.Select(value => value.Step).ToArray());
        Assert.IsGreaterThanOrEqualTo(values[1].Value, values[0].Value);
        Assert.IsGreaterThanOrEqualTo(metric, values[1].Value);
    }

    [TestMethod]
    public void ASchedulerEndsTheTrainingAndCancellationToo()
    {
        using LanguageModelEvaluator evaluator = Create();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsExactly<InvalidTimeZoneException>(() => evaluator.Evaluate(
            Request(1) with { IntermediateValues = new Recorder(_ => throw new InvalidTimeZoneException()) }, CancellationToken.None));
        Assert.ThrowsExactly<OperationCanceledException>(() => evaluator.Evaluate(Request(1), cancelled.Token));
        Assert.IsNull(evaluator.Best);
    }

    [TestMethod]
    public void WhatCannotBeTrainedIsRefusedAtOnce()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => new LanguageModelEvaluator(Train, Validation[..5], CreateNetwork, Options())).Message,
            "The validation text has 5 words; a batch of 3 sequences takes at least 6.");
        LanguageModelEvaluatorOptions options = Options();
        options.Training.CheckpointFile = "training.nao";
        Assert.ThrowsExactly<ArgumentException>(() => new LanguageModelEvaluator(Train, Validation, CreateNetwork, options));
    }

    [TestMethod]
    public void WhatCannotFitIntoItsShareOfTheMemoryIsRefusedBeforeItIsTrained()
    {
        LanguageModelEvaluatorOptions options = Options();
        options.Training.Epochs = 1;
        using RecurrentNetwork network = CreateNetwork(Request(1).Architecture, 1);
        long needed = LanguageModelMemory.Estimate(network, options.Training, Train.Length);
        int fitting = checked((int)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / needed));
        EvaluationResult Evaluate(int trainings)
        {
            options.TrainingsAtOnce = trainings;
            using var evaluator = new LanguageModelEvaluator(Train, Validation, CreateNetwork, options);
            return evaluator.Evaluate(Request(1), CancellationToken.None);
        }

        string message = Assert.ThrowsExactly<InsufficientMemoryException>(() => Evaluate(fitting + 1)).Message;

        StringAssert.Contains(message, $"To train this language model of {network.ParameterCount} parameters in batches of 4 takes some");
        StringAssert.Contains(message, $"MiB for {fitting + 1} trainings at once.");
        Assert.AreEqual(1, Evaluate(fitting).Epochs);
        Assert.ThrowsExactly<System.ComponentModel.DataAnnotations.ValidationException>(() => Evaluate(0));
    }

    private static LanguageModelEvaluator Create(bool keep = false) => new(Train, Validation, CreateNetwork, Options(keep));

    private static LanguageModelEvaluatorOptions Options(bool keep = false) => new() { Training = TestTexts.Options(), KeepBestNetwork = keep };

    private static RecurrentNetwork CreateNetwork(Architecture architecture, int seed) => new(
        Space.Decode(architecture),
        TestTexts.Vocabulary,
        new RecurrentNetworkOptions { HiddenSize = 8, CellInputDropout = 0.1, OutputDropout = 0.1, HiddenDropout = 0.1, InputDropout = 0.1 },
        seed);

    private static EvaluationRequest Request(int seed) => new(Space.Sample(new Random(seed)), seed, seed);

    private sealed class Recorder(Action<IntermediateValue> record) : IProgress<IntermediateValue>
    {
        public void Report(IntermediateValue value) => record(value);
    }
}
