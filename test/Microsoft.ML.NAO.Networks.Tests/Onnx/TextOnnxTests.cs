using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.NAO.Networks.Tests.Onnx;

[TestClass]
public sealed class TextOnnxTests
{
    private const float Tolerance = 1e-4f;

    private static readonly string[] Texts =
    [
        "",
        "   \t\r\n  ",
        "good",
        "the film",
        "not good not bad",
        "words that nobody knows",
        "the film 😀 très\u00A0bad\u3000the\u2028film\nnot\tgood",
        "Good GOOD good.",
        string.Join(' ', Enumerable.Repeat("the film not good bad", 50)),
        string.Join('\n', Enumerable.Repeat("the  film", 50)),
    ];

    public static IEnumerable<object[]> AllCells => TestLanguageModels.Cells.Keys.Select(cell => new object[] { cell });

    [TestMethod]
    [DynamicData(nameof(AllCells))]
    public void OnnxRuntimeGivesTheSameProbabilities(string cell)
    {
        using var network = TestTextNetworks.Create(cell);
        TestTextNetworks.Randomize(network);
        TokenDataset texts = Read(network, new ClassTargets(new int[Texts.Length], ["a", "b", "c"]));

        AssertSame(network, texts, new OnnxExportOptions { InputName = "Review", ClassNames = ["a", "b", "c"] }, 1);
    }

    [TestMethod]
    public void OnnxRuntimeGivesTheSameValues()
    {
        using var network = TestTextNetworks.Create("published", outputs: 1);
        TestTextNetworks.Randomize(network);
        TokenDataset texts = Read(network, new ValueTargets([.. Texts.Select((_, i) => 100f * i)]));
        network.SetNormalization(texts);

        // Their deviation is about 290.
        AssertSame(network, texts, new OnnxExportOptions(), 300);
    }

    private static TokenDataset Read(TextNetwork network, PredictionTargets targets) =>
        TextDataset.Create(Texts, targets, network.Vocabulary, network.MaximumLength);

    private static void AssertSame(TextNetwork network, TokenDataset texts, OnnxExportOptions options, float unit)
    {
        float[] expected = NetworkScorer.Score(network, texts);
        using var session = TestSessions.Open(stream => OnnxExporter.Export(network, options, stream));
        for (int i = 0; i < Texts.Length; i++)
        {
            var input = NamedOnnxValue.CreateFromTensor(options.InputName, new DenseTensor<string>(new[] { Texts[i] }, [1, 1]));
            using var results = session.Run([input]);
            float[] actual = [.. results.Single().AsEnumerable<float>()];
            Assert.HasCount(network.OutputCount, actual);
            for (int output = 0; output < actual.Length; output++)
            {
                Assert.AreEqual(expected[(i * actual.Length) + output], actual[output], Tolerance * unit, $"Text {i}, output {output}.");
            }
        }
    }
}
