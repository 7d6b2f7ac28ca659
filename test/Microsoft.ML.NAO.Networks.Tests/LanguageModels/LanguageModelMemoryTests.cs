using Microsoft.ML.NAO.LanguageModels;

namespace Microsoft.ML.NAO.Networks.Tests.LanguageModels;

[TestClass]
public sealed class LanguageModelMemoryTests
{
    // Large enough that what a test process holds for itself does not matter.
    private const int Vocabulary = 8_000;

    [TestMethod]
    [DataRow(0.75, LanguageModelOptimizer.GradientDescent, 300, 64)]
    [DataRow(0.0, LanguageModelOptimizer.GradientDescent, 300, 64)]
    [DataRow(0.75, LanguageModelOptimizer.AdamW, 700, 4)]
    [DataRow(0.0, LanguageModelOptimizer.AdamW, 64, 320)]
    public void TheEstimateIsWhatATrainingTakes(double dropout, LanguageModelOptimizer optimizer, int hidden, int batch)
    {
        // What is loaded and kept once is not this training's.
        Train(dropout, optimizer, hidden: 16, batch: 2, out _);
        long estimate = 0;
        long taken = ResidentMemory.MeasurePeak(() => Train(dropout, optimizer, hidden, batch, out estimate));

        // Some tenths less: the weights are not averaged in the first epoch.
        Assert.IsTrue((double)taken / estimate is > 0.4 and < 1.6, $"The training took {taken >> 20} MiB, the estimate is {estimate >> 20} MiB.");
    }

    [TestMethod]
    public void NoSequenceIsLongerThanTheText()
    {
        using RecurrentNetwork network = TestLanguageModels.Create();
        var options = new LanguageModelTrainingOptions { BatchSize = 2, SequenceLength = 1000 };

        long whole = LanguageModelMemory.Estimate(network, options, words: 2 * 1020);
        long half = LanguageModelMemory.Estimate(network, options, words: 1020);

        Assert.IsLessThan(whole, half);
        Assert.AreEqual(whole, LanguageModelMemory.Estimate(network, options, words: 1_000_000));
    }

    private static void Train(double dropout, LanguageModelOptimizer optimizer, int hidden, int batch, out long estimate)
    {
        const int Steps = 40;
        var options = new LanguageModelTrainingOptions
        {
            Epochs = 1,
            BatchSize = batch,
            SequenceLength = Steps,
            HalfLengthProbability = 0,
            LengthDeviation = 0,
            Optimizer = optimizer,
            LearningRate = 1e-3,
        };
        var network = new RecurrentNetworkOptions { HiddenSize = hidden, OutputDropout = dropout, HiddenDropout = dropout };
        var random = new Random(1);
        int[] train = [.. Enumerable.Range(0, batch * (Steps + 1)).Select(_ => random.Next(Vocabulary))];
        int[] validation = train[..20];
        using RecurrentNetwork model = TestLanguageModels.Create("published", Vocabulary, network);
        estimate = LanguageModelMemory.Estimate(model, options, train.Length);
        new LanguageModelTrainer(options, seed: 1).Train(model, train, validation);
    }
}
