using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Datasets;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

/// <summary>What the trainer and the evaluator promise of images, for vectors and texts.</summary>
[TestClass]
public sealed class VectorAndTextTrainingTests
{
    private static readonly TokenDataset Texts = TextDataset.Create(
        TestTextNetworks.Opinions(30, seed: 1).Texts, new ClassTargets(TestTextNetworks.Opinions(30, seed: 1).Labels, ["no", "yes"]), TestTextNetworks.Vocabulary, 12);

    private static readonly VectorDataset Table = TestTables.Classes(30, 4, seed: 1);

    public static IEnumerable<object[]> Kinds =>
        from kind in new[] { "vectors", "texts" }
        from optimizer in Enum.GetValues<TrainingOptimizer>()
        select new object[] { kind, optimizer };

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void ATrainingThatWasEndedComesToTheSameWeights(string kind, TrainingOptimizer optimizer)
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = Options(optimizer);
        using var whole = Create(kind);
        new NetworkTrainer(options, seed: 1).Train(whole, Data(kind));

        options.CheckpointFile = Path.Combine(folder.FullName, "training");
        using var source = new CancellationTokenSource();
        using (var ended = Create(kind))
        {
            var killer = new Observer(progress =>
            {
                if (progress is { Epoch: 3, Batch: 2 })
                {
                    source.Cancel();
                }
            });
            Assert.ThrowsExactly<OperationCanceledException>(() => new NetworkTrainer(options, seed: 1).Train(ended, Data(kind), null, killer, source.Token));
        }

        using var resumed = Create(kind);
        var epochs = new HashSet<int>();
        new NetworkTrainer(options, seed: 1).Train(resumed, Data(kind), null, new Observer(progress => epochs.Add(progress.Epoch)));

        Assert.AreEqual(3, epochs.Min());
        CollectionAssert.AreEqual(whole.ToBytes(), resumed.ToBytes());
    }

    [TestMethod]
    [DataRow("vectors")]
    [DataRow("texts")]
    public void NoTensorOutlivesATraining(string kind)
    {
        using var network = Create(kind);
        new NetworkTrainer(Options(TrainingOptimizer.AdamW), seed: 1).Train(network, Data(kind));
        long before = LiveTensors.Count();

        new NetworkTrainer(Options(TrainingOptimizer.AdamW), seed: 1).Train(network, Data(kind), Data(kind));

        Assert.AreEqual(before, LiveTensors.Count());
    }

    [TestMethod]
    public void AnEvaluatorScoresTheArchitecturesOfBothSpaces()
    {
        var blocks = new FeedForwardSpace();
        var cells = new RecurrentCellSpace(3);
        var options = new NetworkEvaluatorOptions { Training = Options(TrainingOptimizer.AdamW) };
        using var ofVectors = new NetworkEvaluator(
            Table, Table, (architecture, seed) => new FeedForwardNetwork(blocks.Decode(architecture), 4, 3, new FeedForwardNetworkOptions(), seed), options);
        using var ofTexts = new NetworkEvaluator(
            Texts, Texts, (architecture, seed) => new TextNetwork(cells.Decode(architecture), TestTextNetworks.Vocabulary, 2, new TextNetworkOptions { HiddenSize = 4, MaximumLength = 12 }, seed), options);

        foreach (var (space, evaluator) in new (ArchitectureSpace, NetworkEvaluator)[] { (blocks, ofVectors), (cells, ofTexts) })
        {
            var request = new EvaluationRequest(space.Sample(new Random(2)), TrialNumber: 0, Seed: 1);
            double metric = evaluator.Evaluate(request, CancellationToken.None).Metric;

            Assert.IsTrue(metric is > 0 and <= 1, $"{space}: {metric}");
            Assert.AreEqual(metric, evaluator.Evaluate(request, CancellationToken.None).Metric);
        }
    }

    private static SampleDataset Data(string kind) => kind == "texts" ? Texts : Table;

    private static PredictionNetwork Create(string kind) =>
        kind == "texts" ? TestTextNetworks.Create("weight sharing", outputs: 2) : TestTables.Create("mixed", 4, 3);

    private static TrainingOptions Options(TrainingOptimizer optimizer) =>
        new() { Epochs = 4, BatchSize = 12, LearningRate = 0.01, Optimizer = optimizer };

    private sealed class Observer(Action<TrainingProgress> observe) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => observe(value);
    }
}
