using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests.Datasets;

[TestClass]
public sealed class TextDatasetTests
{
    private static readonly TextVocabulary Vocabulary = new(["a", "b"]);

    [TestMethod]
    public void PadsTextsToOneLength()
    {
        TokenDataset texts = TextDataset.Create(["a b", "", "b b b b b"], new ValueTargets([1, 2, 3]), Vocabulary, 4, [1, 0, 2]);

        Assert.AreEqual(4, texts.Length);
        CollectionAssert.AreEqual(new[] { 2, 3, 4, 0 }, texts.GetRow(0).ToArray());
        CollectionAssert.AreEqual(new[] { 2, 0, 0, 0 }, texts.GetRow(1).ToArray());
        CollectionAssert.AreEqual(new[] { 2, 4, 4, 4 }, texts.GetRow(2).ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 0, 2 }, texts.Weights.ToArray());
    }

    [TestMethod]
    public void RefusesWhatDoesNotFit()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => TextDataset.Create(["a"], new ValueTargets([1, 2]), Vocabulary, 4)).Message, "1 texts and 2 targets");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => TextDataset.Create(["a", null!], new ValueTargets([1, 2]), Vocabulary, 4)).Message, "Text 1 is null");
    }
}
