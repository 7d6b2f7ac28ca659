using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

[TestClass]
public sealed class NormalizeTextTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow("Don't say: \"NO\"! 3 times.", "don't say: \"no\"! 3 times.", TextNormalizingEstimator.CaseMode.Lower, false, true, true)]
    [DataRow("Don't say: \"NO\"! 3 times.", "dont say no 3 times", TextNormalizingEstimator.CaseMode.Lower, false, false, true)]
    [DataRow("a1²b", "AB", TextNormalizingEstimator.CaseMode.Upper, false, true, false)]
    [DataRow("Ça naïve Ǖ Ӂ ǿ e\u0301 ế", "Ca naive U Ж ø e ế", TextNormalizingEstimator.CaseMode.None, false, true, true)]
    [DataRow("Ça e\u0301", "ça e\u0301", TextNormalizingEstimator.CaseMode.Lower, true, true, true)]
    [DataRow("", "", TextNormalizingEstimator.CaseMode.Lower, false, false, false)]
    [DataRow("?!", "", TextNormalizingEstimator.CaseMode.Lower, false, false, false)]
    public void TextsAreNormalized(
        string text, string expected, TextNormalizingEstimator.CaseMode mode, bool keepDiacritics, bool keepPunctuations, bool keepNumbers)
    {
        IDataView view = _context.Data.LoadFromEnumerable([new Row { Text = text, Words = [text, "?"] }]);
        var estimator = _context.Transforms.Text.NormalizeText("Out", "Text", mode, keepDiacritics, keepPunctuations, keepNumbers)
            .Append(_context.Transforms.Text.NormalizeText("Words", null, mode, keepDiacritics, keepPunctuations, keepNumbers));

        IDataView normalized = estimator.Fit(view).RoundTrip().Transform(view);

        Assert.AreEqual(expected, normalized.GetColumn<string>("Out").Single());
        Assert.AreEqual("Vector<String>", normalized.Schema["Words"].Type.ToString());
        string[] words = [.. new[] { expected, keepPunctuations ? "?" : string.Empty }.Where(word => word.Length > 0)];
        CollectionAssert.AreEqual(words, normalized.GetColumn<string[]>("Words").Single());
    }

    [TestMethod]
    public void OnlyTextsAre()
    {
        IDataView view = _context.Data.LoadFromEnumerable([new Row()]);

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Text.NormalizeText("Number").Fit(view).Transform(view)).Message, "Number");
    }

    private sealed class Row
    {
        public string Text { get; set; } = string.Empty;

        public string[] Words { get; set; } = [];

        public float Number { get; set; }
    }
}
