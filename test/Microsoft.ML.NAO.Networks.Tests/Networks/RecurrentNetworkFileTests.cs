using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks.Tests.LanguageModels;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

[TestClass]
public sealed class RecurrentNetworkFileTests
{
    private static readonly ReadOnlyMemory<int> Text = TestTexts.Create(300, 1);

    [TestMethod]
    public void ANetworkComesBackAsItWas()
    {
        using var network = TestTexts.CreateNetwork();
        network.Options.Conventions = RecurrentConventions.WeightSharing;
        new LanguageModelTrainer(TestTexts.Options(1), seed: 1).Train(network, Text, Text);
        var vocabulary = new Vocabulary(Enumerable.Range(0, TestTexts.Vocabulary).Select(i => $"word{i}"));

        var (loaded, words) = NetworkFile.LoadRecurrent(new MemoryStream(Save(network, vocabulary)));

        using (loaded)
        {
            CollectionAssert.AreEqual(vocabulary.Words.ToArray(), words!.Words.ToArray());
            CollectionAssert.AreEqual(network.Cell.Nodes, loaded.Cell.Nodes);
            Assert.AreEqual(network.Options.Conventions, loaded.Options.Conventions);
            CollectionAssert.AreEqual(LanguageModelTrainerTests.Read(network), LanguageModelTrainerTests.Read(loaded));
            Assert.IsFalse(loaded.training);
        }
    }

    [TestMethod]
    public void ANetworkWithoutAVocabularyComesBackWithoutOne()
    {
        using var network = TestTexts.CreateNetwork();

        var (loaded, words) = NetworkFile.LoadRecurrent(new MemoryStream(Save(network, null)));

        Assert.IsNull(words);
        Assert.AreEqual(LanguageModelScorer.GetPerplexity(network, Text, 2), LanguageModelScorer.GetPerplexity(loaded, Text, 2));
        loaded.Dispose();
    }

    [TestMethod]
    public void RefusesOtherFilesAndAForeignVocabulary()
    {
        using var network = TestTexts.CreateNetwork();
        byte[] file = Save(network, null);

        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => NetworkFile.LoadRecurrent(new MemoryStream(file[..^9]))).Message, "damaged");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => NetworkFile.Load(new MemoryStream(file))).Message, "no file of a network");
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => Save(network, new Vocabulary(["a", "b"]))).Message, "2 words");
    }

    private static byte[] Save(RecurrentNetwork network, Vocabulary? vocabulary)
    {
        using var stream = new MemoryStream();
        NetworkFile.Save(network, vocabulary, stream);
        return stream.ToArray();
    }
}
