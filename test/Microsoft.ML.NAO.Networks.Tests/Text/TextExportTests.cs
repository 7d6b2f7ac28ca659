using System.Globalization;
using System.Text;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks.Tests.Onnx;
using Microsoft.ML.NAO.Onnx;
using Microsoft.ML.NAO.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.NAO.Networks.Tests.Text;

[TestClass]
public sealed class TextExportTests
{
    private const int MaximumLength = 8;

    private static readonly TextVocabulary Vocabulary = new(["good", "bad", "très", "中", "😀", "<unk>", "a\u200Bb", "\uFFFD", "x"]);

    /// <summary>Every UTF-16 code unit between two words: separators split, all others make one word.</summary>
    [TestMethod]
    public void SplitsAtTheSameCharacters()
    {
        using var session = Open(MaximumLength);
        for (int start = 0; start < 0x10000; start += 0x100)
        {
            for (int code = start; code < start + (start is 0 or 0x1600 or 0x2000 or 0x3000 or 0xD800 or 0xFE00 ? 0x100 : 3); code++)
            {
                AssertSame(session, MaximumLength, $"x{(char)code}good");
            }
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow(" \t\r\n\u3000 ")]
    [DataRow("good")]
    [DataRow("  good\t\tbad \n\n x ")]
    [DataRow("good\n \nbad\n\t\n\u2028x")]
    [DataRow("unknown good <unk> start")]
    [DataRow("très 中 😀 a\u200Bb Good")]
    [DataRow("x x x x x x x")]
    [DataRow("x x x x x x x x x x x")]
    [DataRow("x\nx\nx x\tx\rx\u00A0x good\nbad")]
    [DataRow("\n\n\n\n\n\n\n\n\n\n\n\nx\n\n\n\n\n\n\n\n\n\n\n\nbad \n \n \n \n \n \n \n \n \n \ngood")]
    [DataRow("good bad\0x x")]
    [DataRow("\0")]
    [DataRow("\uD83D good \uDE00 😀")]
    public void ReadsTextsAlike(string text)
    {
        foreach (int maximum in new[] { 1, 2, MaximumLength, 100 })
        {
            using var session = Open(maximum);
            AssertSame(session, maximum, text);
        }
    }

    [TestMethod]
    public void ReadsRandomTextsAlike()
    {
        var random = new Random(1);
        string[] parts = [.. Vocabulary.Words, "other", .. TextWords.Separators.Select(separator => separator.ToString()), " ", " ", " ", "\n", "\t"];
        using var session = Open(MaximumLength);
        for (int i = 0; i < 500; i++)
        {
            var text = new StringBuilder();
            for (int length = random.Next(40); length > 0; length--)
            {
                text.Append(parts[random.Next(parts.Length)]);
            }

            AssertSame(session, MaximumLength, text.ToString());
        }
    }

    private static InferenceSession Open(int maximumLength)
    {
        var graph = new OnnxGraphBuilder("text");
        string tokens = new TextExport(graph, maximumLength - 1).Add(graph.AddInput("Text", OnnxElementType.String, 1, 1), Vocabulary);
        graph.AddOutput(tokens, OnnxElementType.Int64, "tokens");
        return TestSessions.Open(graph.Save);
    }

    private static void AssertSame(InferenceSession session, int maximumLength, string text)
    {
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("Text", new DenseTensor<string>(new[] { text }, [1, 1]))]);
        long[] actual = [.. results.Single().AsEnumerable<long>()];
        int[] expected = Vocabulary.Encode(text, maximumLength);
        CollectionAssert.AreEqual(
            Array.ConvertAll(expected, token => (long)token), actual,
            string.Join(' ', text.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture))) + ": " + string.Join(' ', actual));
    }
}
