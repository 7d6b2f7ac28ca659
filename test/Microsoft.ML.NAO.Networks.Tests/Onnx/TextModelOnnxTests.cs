using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Onnx;

[TestClass]
public sealed class TextModelOnnxTests
{
    private const int MaximumWords = 9;

    private static readonly Vocabulary Words = new(["good", "<eos>", "bad", "<unk>", "film", "très"]);

    [TestMethod]
    [DataRow("")]
    [DataRow(" \t ")]
    [DataRow("good")]
    [DataRow("good film bad  film\ntrès good")]
    [DataRow("unheard <unk> <eos> good")]
    [DataRow("good film good film good film good film good film good film good film")]
    public void OnnxRuntimeSaysTheSameOfATextAsTheScorer(string text)
    {
        using RecurrentNetwork network = Create();
        using InferenceSession session = Open(network);
        TextScore expected = LanguageModelScorer.Score(network, Words.Encode(text, MaximumWords), endOfText: 1);

        var (perplexity, scores) = Run(session, text);

        Assert.AreEqual(expected.Perplexity, perplexity, 1e-4 * expected.Perplexity);
        Assert.HasCount(Words.Count, scores);
        Assert.AreEqual(1, scores.Sum(), 1e-5);
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.AreEqual(expected.NextTokenScores[i], scores[i], 1e-5, Words.Words[i]);
        }
    }

    /// <summary>The perplexity of a text is that of the plain forward pass, word by word.</summary>
    [TestMethod]
    public void TheScoreIsThatOfThePlainNetwork()
    {
        using RecurrentNetwork network = Create();
        using var scope = torch.NewDisposeScope();
        int[] text = Words.Encode("good film très bad");
        long[] read = [1, .. text.Select(word => (long)word)];
        var (logits, _) = network.forward(torch.tensor(read, [read.Length, 1]), network.CreateState(1));
        double[][] rows = TestLanguageModels.Rows(logits.view(-1, Words.Count));

        TextScore score = LanguageModelScorer.Score(network, text, endOfText: 1);

        int[] targets = [.. text, 1];
        double loss = rows.Zip(targets, (row, target) => Math.Log(row.Sum(Math.Exp)) - row[target]).Average();
        Assert.AreEqual(Math.Exp(loss), score.Perplexity, 1e-4);
        Assert.AreEqual(Math.Exp(rows[^1][4]) / rows[^1].Sum(Math.Exp), score.NextTokenScores[4], 1e-5);
    }

    [TestMethod]
    public void UnknownWordsAndTheEndWithinATextAreAlike()
    {
        CollectionAssert.AreEqual(new[] { 3, 3, 3, 0 }, Words.Encode("unheard <unk> <eos> good"));
        CollectionAssert.AreEqual(new[] { 1, 0, 2, 1, 1, 4, 1 }, TextSequence.Join([[0, 2], [], [4]], endOfText: 1));
        CollectionAssert.AreEqual(
            new[] { "<eos>", "<unk>", "b", "a" }, Vocabulary.Create(["b a <unk> b", "a <eos> b <eos>", "once <unk>"]).Words.ToArray());
    }

    [TestMethod]
    public void AVocabularyThatIsNotTheNetworksIsRefused()
    {
        using RecurrentNetwork network = Create();

        Assert.ThrowsExactly<ArgumentException>(() => OnnxExporter.Export(network, new Vocabulary(["<eos>", "<unk>"]), new TextModelOnnxOptions(), Stream.Null));
        Assert.ThrowsExactly<ArgumentException>(() => OnnxExporter.Export(network, new Vocabulary("abcdef".Select(c => $"{c}")), new TextModelOnnxOptions(), Stream.Null));
        Assert.ThrowsExactly<ArgumentException>(() => OnnxExporter.Export(network, Words, new TextModelOnnxOptions { TextName = "Perplexity" }, Stream.Null));
    }

    private static RecurrentNetwork Create()
    {
        RecurrentNetwork network = TestLanguageModels.Create("published", Words.Count);
        TestLanguageModels.Randomize(network);
        network.eval();
        return network;
    }

    private static InferenceSession Open(RecurrentNetwork network) =>
        TestSessions.Open(stream => OnnxExporter.Export(network, Words, new TextModelOnnxOptions { MaximumWords = MaximumWords }, stream));

    private static (double Perplexity, float[] Scores) Run(InferenceSession session, string text)
    {
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("Text", new DenseTensor<string>(new[] { text }, [1, 1]))]);
        return (
            results.Single(result => result.Name == "Perplexity").AsEnumerable<float>().Single(),
            [.. results.Single(result => result.Name == "NextTokenScores").AsEnumerable<float>()]);
    }
}
