using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.LanguageModels;

[TestClass]
public sealed class LanguageModelTrainerTests
{
    private static readonly ReadOnlyMemory<int> Text = TestTexts.Create(600, 1);
    private static readonly ReadOnlyMemory<int> Validation = TestTexts.Create(200, 2);

    [TestMethod]
    public void LearnsWhichWordFollows()
    {
        using var network = TestTexts.CreateNetwork();
        double before = Perplexity(network);

        LanguageModelTrainingOptions options = TestTexts.Options(30);
        options.LearningRate = 20;
        options.AveragingPatience = 3;

        LanguageModelResult result = new LanguageModelTrainer(options, seed: 1).Train(network, Text, Validation);

        Assert.IsGreaterThan(11, before);
        Assert.IsLessThan(6, result.Best.ValidationPerplexity);
        Assert.AreEqual(result.Best, result.History.MinBy(epoch => epoch.ValidationPerplexity));
        Assert.AreEqual(
            result.Best.ValidationPerplexity, LanguageModelScorer.GetPerplexity(network, Validation, TestTexts.Options().ValidationBatchSize), 1e-9);
        Assert.IsFalse(network.training);
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameWeights()
    {
        using var first = TestTexts.CreateNetwork();
        using var second = TestTexts.CreateNetwork();
        using var third = TestTexts.CreateNetwork();

        new LanguageModelTrainer(TestTexts.Options(), seed: 1).Train(first, Text, Validation);
        new LanguageModelTrainer(TestTexts.Options(), seed: 1).Train(second, Text, Validation);
        new LanguageModelTrainer(TestTexts.Options(), seed: 2).Train(third, Text, Validation);

        CollectionAssert.AreEqual(Read(first), Read(second));
        CollectionAssert.AreNotEqual(Read(first), Read(third));
    }

    [TestMethod]
    public void TheBestEpochIsKeptWhateverComesAfter()
    {
        using var network = TestTexts.CreateNetwork();
        LanguageModelTrainingOptions options = TestTexts.Options(12);
        options.LearningRate = 30;
        options.AveragingPatience = null;

        LanguageModelResult result = new LanguageModelTrainer(options, seed: 1).Train(network, Text, Validation);

        Assert.AreNotEqual(result.Best, result.History[^1]);
        Assert.IsFalse(result.History.Any(epoch => epoch.Averaged));
        Assert.AreEqual(result.Best.ValidationPerplexity, LanguageModelScorer.GetPerplexity(network, Validation, 3), 1e-9);
    }

    [TestMethod]
    public void SaysHowFarItIsAndHowLongItTakes()
    {
        using var network = TestTexts.CreateNetwork();
        var time = new SteppingTime();
        var recorder = new Recorder();

        new LanguageModelTrainer(TestTexts.Options(2), seed: 1, time).Train(network, Text, Validation, recorder);

        Assert.AreEqual(1, recorder.Reports[^1].Fraction);
        Assert.AreEqual(TimeSpan.Zero, recorder.Reports[^1].TimeLeft);
        Assert.IsNull(recorder.Reports[0].BestValidationPerplexity);
        Assert.IsNotNull(recorder.Reports[^1].BestValidationPerplexity);
        LanguageModelProgress middle = recorder.Reports.Last(report => report.Fraction <= 0.5);
        Assert.IsGreaterThan(TimeSpan.Zero, middle.TimeLeft);
        Assert.AreEqual(recorder.Reports[^1].WordCount, recorder.Reports[^1].Words);
    }

    [TestMethod]
    public void EndsWhenItsTimeIsOver()
    {
        using var network = TestTexts.CreateNetwork();
        LanguageModelTrainingOptions options = TestTexts.Options(1000);
        options.MaxTime = TimeSpan.FromSeconds(30);

        LanguageModelResult result = new LanguageModelTrainer(options, seed: 1, new SteppingTime()).Train(network, Text, Validation);

        Assert.IsLessThan(1000, result.History.Count);
        Assert.AreEqual(result.Best.ValidationPerplexity, LanguageModelScorer.GetPerplexity(network, Validation, 3), 1e-9);
    }

    [TestMethod]
    public void SaysWhereItDiverged()
    {
        using var network = TestTexts.CreateNetwork();
        LanguageModelTrainingOptions options = TestTexts.Options();
        options.LearningRate = 1000;
        options.GradientClip = 0;

        var error = Assert.ThrowsExactly<TrainingDivergedException>(() => new LanguageModelTrainer(options, seed: 1).Train(network, Text, Validation));

        StringAssert.Contains(error.Message, "epoch 1");
    }

    [TestMethod]
    public void EndsBetweenTwoSequences()
    {
        using var network = TestTexts.CreateNetwork();
        using var source = new CancellationTokenSource();
        var recorder = new Recorder(_ => source.Cancel());

        Assert.ThrowsExactly<OperationCanceledException>(
            () => new LanguageModelTrainer(TestTexts.Options(), seed: 1).Train(network, Text, Validation, recorder, source.Token));

        Assert.HasCount(1, recorder.Reports);
    }

    [TestMethod]
    public void FreesItsTensors()
    {
        using var network = TestTexts.CreateNetwork();
        new LanguageModelTrainer(TestTexts.Options(1), seed: 1).Train(network, Text, Validation);
        long before = LiveTensors.Count();

        new LanguageModelTrainer(TestTexts.Options(2), seed: 1).Train(network, Text, Validation);

        Assert.AreEqual(before, LiveTensors.Count());
    }

    [TestMethod]
    public void RefusesTextsThatDoNotFit()
    {
        using var network = TestTexts.CreateNetwork();
        var trainer = new LanguageModelTrainer(TestTexts.Options(), seed: 1);

        var foreign = Assert.ThrowsExactly<ArgumentException>(() => trainer.Train(network, Text, new[] { 0, 1, 2, 3, 4, 12, 0, 1 }));
        var shortText = Assert.ThrowsExactly<ArgumentException>(() => trainer.Train(network, new[] { 0, 1, 2 }, Validation));
        var empty = Assert.ThrowsExactly<ArgumentException>(() => LanguageModelScorer.GetPerplexity(network, ReadOnlyMemory<int>.Empty));

        StringAssert.Contains(foreign.Message, "Word 5 of the validation text is 12; the network's vocabulary has 12 words");
        StringAssert.Contains(shortText.Message, "The training text has 3 words");
        StringAssert.Contains(empty.Message, "has 0 words");
    }

    [TestMethod]
    public void RefusesOptionsOutOfRange()
    {
        Assert.ThrowsExactly<ValidationException>(() => new LanguageModelTrainer(new LanguageModelTrainingOptions { Epochs = 0 }, 1));
        Assert.ThrowsExactly<ValidationException>(() => new LanguageModelTrainer(new LanguageModelTrainingOptions { MaxTime = TimeSpan.Zero }, 1));
    }

    internal static float[] Read(RecurrentNetwork network)
    {
        using var scope = torch.NewDisposeScope();
        return [.. network.Weights.SelectMany(weight => weight.detach().contiguous().data<float>().ToArray())];
    }

    private static double Perplexity(RecurrentNetwork network)
    {
        network.eval();
        return LanguageModelScorer.GetPerplexity(network, Validation);
    }

    /// <summary>A clock that moves on by a second whenever it is read.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }

    private sealed class Recorder(Action<LanguageModelProgress>? action = null) : IProgress<LanguageModelProgress>
    {
        public List<LanguageModelProgress> Reports { get; } = [];

        public void Report(LanguageModelProgress value)
        {
            Reports.Add(value);
            action?.Invoke(value);
        }
    }

    /// <summary>The last word of a line is decided by its first, of two, with three words of six between that say nothing.</summary>
    [TestMethod]
    public void AdamWSoonLearnsWhatDependsOnAWordFarBefore()
    {
        const double unavoidable = 0.693147 + (3 * 1.791759);
        const int tokens = 6;
        RecurrentCell cell = new RecurrentCellSpace(4).Decode(new RecurrentCellSpace(4).Sample(new Random(1)));
        var network = new RecurrentNetworkOptions { HiddenSize = 32, InputDropout = 0, CellInputDropout = 0, HiddenDropout = 0, OutputDropout = 0 };
        using var model = new RecurrentNetwork(cell, 11, network, seed: 1);
        var options = new LanguageModelTrainingOptions
        {
            Optimizer = LanguageModelOptimizer.AdamW, LearningRate = 0.01, Epochs = 25, BatchSize = 16, SequenceLength = 20, Threads = 1,
        };

        new LanguageModelTrainer(options, seed: 1).Train(model, Draw(1000, 1), Draw(200, 2));

        double excess = (Math.Log(LanguageModelScorer.GetPerplexity(model, Draw(200, 3))) * tokens) - unavoidable;
        Assert.IsLessThan(0.2, excess, "Who knows nothing of the first word has 0.69 more.");

        static int[] Draw(int lines, int seed)
        {
            var random = new Random(seed);
            return [0, .. Enumerable.Range(0, lines).SelectMany(_ =>
            {
                int first = random.Next(2);
                return new[] { 1 + first, 5 + random.Next(6), 5 + random.Next(6), 5 + random.Next(6), 3 + first, 0 };
            })];
        }
    }
}
