using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Tests.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests.LanguageModels;

[TestClass]
public sealed class LanguageModelCheckpointTests
{
    private const int Epochs = 5;
    private static readonly ReadOnlyMemory<int> Text = TestTexts.Create(600, 1);
    private static readonly ReadOnlyMemory<int> Validation = TestTexts.Create(200, 2);

    [TestMethod]
    [DataRow(1, 1, LanguageModelOptimizer.GradientDescent)]
    [DataRow(2, 3, LanguageModelOptimizer.GradientDescent)]
    [DataRow(3, 7, LanguageModelOptimizer.GradientDescent)]
    [DataRow(5, 2, LanguageModelOptimizer.GradientDescent)]
    [DataRow(2, 3, LanguageModelOptimizer.AdamW)]
    [DataRow(5, 2, LanguageModelOptimizer.AdamW)]
    public void ATrainingThatWasEndedAnywhereComesToTheSameWeights(int epoch, int sequence, LanguageModelOptimizer optimizer)
    {
        using var folder = new TemporaryFolder();
        LanguageModelTrainingOptions options = Options(folder);
        options.Optimizer = optimizer;
        options.LearningRate = optimizer == LanguageModelOptimizer.AdamW ? 0.1 : options.LearningRate;
        using var whole = TestTexts.CreateNetwork();
        LanguageModelTrainingOptions plain = options.Clone();
        plain.CheckpointFile = null;
        LanguageModelResult expected = new LanguageModelTrainer(plain, seed: 1).Train(whole, Text, Validation);
        Assert.IsTrue(optimizer == LanguageModelOptimizer.AdamW || expected.History[^1].Averaged, "The test is to cover averages too.");

        using (var ended = TestTexts.CreateNetwork())
        {
            using var source = new CancellationTokenSource();
            int seen = 0;
            var killer = new Observer(progress =>
            {
                if (progress.Epoch == epoch && ++seen == sequence)
                {
                    source.Cancel();
                }
            });
            Assert.ThrowsExactly<OperationCanceledException>(
                () => new LanguageModelTrainer(options, seed: 1).Train(ended, Text, Validation, killer, source.Token));
        }

        using var resumed = TestTexts.CreateNetwork();
        int sequences = 0;
        LanguageModelResult actual = new LanguageModelTrainer(options, seed: 1).Train(resumed, Text, Validation, new Observer(p => sequences += p.Epoch == epoch ? 1 : 0));

        CollectionAssert.AreEqual(LanguageModelTrainerTests.Read(whole), LanguageModelTrainerTests.Read(resumed));
        CollectionAssert.AreEqual(expected.History.ToArray(), actual.History.ToArray());
        Assert.AreEqual(expected.Best, actual.Best);
        Assert.IsLessThan(600 / 4 / 5, sequences);
    }

    [TestMethod]
    public void ATrainingThatIsDoneIsNotRepeatedButMayGoOn()
    {
        using var folder = new TemporaryFolder();
        using var first = TestTexts.CreateNetwork();
        using var second = TestTexts.CreateNetwork();
        LanguageModelTrainingOptions options = Options(folder);
        new LanguageModelTrainer(options, seed: 1).Train(first, Text, Validation);

        new LanguageModelTrainer(options, seed: 1).Train(second, Text, Validation, new Observer(_ => Assert.Fail("It trains again.")));
        CollectionAssert.AreEqual(LanguageModelTrainerTests.Read(first), LanguageModelTrainerTests.Read(second));
        options.Epochs++;
        Assert.HasCount(Epochs + 1, new LanguageModelTrainer(options, seed: 1).Train(second, Text, Validation).History);
    }

    [TestMethod]
    public void RefusesTheCheckpointOfAnotherTraining()
    {
        using var folder = new TemporaryFolder();
        using var network = TestTexts.CreateNetwork();
        LanguageModelTrainingOptions options = Options(folder);
        options.Epochs = 1;
        new LanguageModelTrainer(options, seed: 1).Train(network, Text, Validation);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => new LanguageModelTrainer(options, seed: 2).Train(network, Text, Validation));
        Assert.ThrowsExactly<InvalidDataException>(() => new LanguageModelTrainer(options, seed: 1).Train(network, Text[1..], Validation));
        options.LearningRate = 1;
        Assert.ThrowsExactly<InvalidDataException>(() => new LanguageModelTrainer(options, seed: 1).Train(network, Text, Validation));
        File.WriteAllText(options.CheckpointFile!, "a note");
        var damaged = Assert.ThrowsExactly<InvalidDataException>(() => new LanguageModelTrainer(options, seed: 1).Train(network, Text, Validation));

        StringAssert.Contains(error.Message, options.CheckpointFile!);
        StringAssert.Contains(error.Message, "another training");
        StringAssert.Contains(damaged.Message, "no file of a language model's training");
    }

    private static LanguageModelTrainingOptions Options(TemporaryFolder folder)
    {
        LanguageModelTrainingOptions options = TestTexts.Options(Epochs);
        options.LearningRate = 30;
        options.CheckpointFile = Path.Combine(folder.FullName, "training.nao");
        options.CheckpointSequences = 3;
        return options;
    }

    private sealed class Observer(Action<LanguageModelProgress> action) : IProgress<LanguageModelProgress>
    {
        public void Report(LanguageModelProgress value) => action(value);
    }
}
