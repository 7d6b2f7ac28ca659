using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Onnx;

[TestClass]
public sealed class LanguageModelOnnxTests
{
    private const float Tolerance = 1e-4f;
    private const int Vocabulary = 9;

    public static IEnumerable<object[]> AllCells => TestLanguageModels.Cells.Keys.Select(cell => new object[] { cell });

    [TestMethod]
    [DynamicData(nameof(AllCells))]
    public void OnnxRuntimeGivesTheSameLogitsStepByStep(string cell)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create(cell);
        using var session = Open(network, new LanguageModelOnnxOptions());
        int[][] words = TestLanguageModels.Words(6, 2, Vocabulary, 1);
        float[] expected = Read(network.forward(TestLanguageModels.ToTensor(words), network.CreateState(2)).Item1);

        float[] state = new float[2 * 6];
        for (int t = 0; t < words.Length; t++)
        {
            var (logits, next) = Run(session, words[t], [2], state, 2);
            AssertClose(expected.AsSpan(t * 2 * Vocabulary, 2 * Vocabulary), logits);
            state = next;
        }
    }

    [TestMethod]
    [DynamicData(nameof(AllCells))]
    public void OnnxRuntimeGivesTheSameLogitsForWholeSequences(string cell)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Create(cell);
        using var session = Open(network, new LanguageModelOnnxOptions { WholeSequences = true });
        foreach (var (steps, batch) in new[] { (7, 3), (1, 1), (20, 2) })
        {
            int[][] words = TestLanguageModels.Words(steps, batch, Vocabulary, steps);
            var (logits, after) = network.forward(TestLanguageModels.ToTensor(words), network.CreateState(batch));

            var (actual, state) = Run(session, [.. words.SelectMany(step => step)], [steps, batch], new float[batch * 6], batch);

            AssertClose(Read(logits), actual);
            AssertClose(Read(after), state);
        }
    }

    [TestMethod]
    public void NamesAreThoseOfTheOptions()
    {
        using var network = Create("published");
        using var session = Open(network, new LanguageModelOnnxOptions { WordsName = "w", StateName = "s", LogitsName = "l", NextStateName = "n" });

        CollectionAssert.AreEquivalent(new[] { "w", "s" }, session.InputMetadata.Keys.ToArray());
        CollectionAssert.AreEquivalent(new[] { "l", "n" }, session.OutputMetadata.Keys.ToArray());
        Assert.ThrowsExactly<ArgumentException>(() => Open(network, new LanguageModelOnnxOptions { WordsName = "x", StateName = "x" }));
    }

    private static RecurrentNetwork Create(string cell)
    {
        var network = TestLanguageModels.Create(cell, Vocabulary, new RecurrentNetworkOptions
        {
            HiddenSize = 6, Conventions = cell == "weight sharing" ? RecurrentConventions.WeightSharing : RecurrentConventions.StandAlone,
        });
        TestLanguageModels.Randomize(network);
        network.eval();
        return network;
    }

    private static InferenceSession Open(RecurrentNetwork network, LanguageModelOnnxOptions options) =>
        TestSessions.Open(stream => OnnxExporter.Export(network, options, stream));

    private static (float[] Logits, float[] State) Run(InferenceSession session, int[] words, int[] shape, float[] state, int batch)
    {
        var wordTensor = new DenseTensor<long>(Array.ConvertAll(words, word => (long)word), shape);
        var stateTensor = new DenseTensor<float>(state, [batch, state.Length / batch]);
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("Words", wordTensor), NamedOnnxValue.CreateFromTensor("State", stateTensor)]);
        return (
            [.. results.Single(result => result.Name == "Logits").AsEnumerable<float>()],
            [.. results.Single(result => result.Name == "NextState").AsEnumerable<float>()]);
    }

    private static float[] Read(torch.Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private static void AssertClose(ReadOnlySpan<float> expected, float[] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], Tolerance, $"Value {i}.");
        }
    }
}
