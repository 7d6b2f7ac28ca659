using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests.Datasets;

[TestClass]
public sealed class TextVocabularyTests
{
    [TestMethod]
    public void HasTheMostFrequentWordsFirst()
    {
        var vocabulary = TextVocabulary.Create(["b a c a", "  a\tb\n d d", "c b e"]);

        CollectionAssert.AreEqual(new[] { "a", "b", "c", "d" }, vocabulary.Words.ToArray());
        Assert.AreEqual(7, vocabulary.Count);
        CollectionAssert.AreEqual(new[] { "a", "b" }, TextVocabulary.Create(["b a c a", "a b d d", "c b e"], maximumWords: 2).Words.ToArray());
        CollectionAssert.AreEqual(new[] { "a", "b" }, TextVocabulary.Create(["b a c a", "a b d d", "c b e"], minimumCount: 3).Words.ToArray());
        CollectionAssert.AreEqual(new[] { "A", "a" }, TextVocabulary.Create(["a A"], minimumCount: 1).Words.ToArray());
    }

    [TestMethod]
    public void EncodesAStartAndWords()
    {
        var vocabulary = new TextVocabulary(["a", "b"]);

        CollectionAssert.AreEqual(new[] { 2, 3, 4, 1, 3 }, vocabulary.Encode(" a b\u2003c  a ", 10));
        CollectionAssert.AreEqual(new[] { 2, 3, 4 }, vocabulary.Encode("a b c a", 3));
        CollectionAssert.AreEqual(new[] { 2 }, vocabulary.Encode("a b c a", 1));
        CollectionAssert.AreEqual(new[] { 2 }, vocabulary.Encode("", 10));
        CollectionAssert.AreEqual(new[] { 2, 1, 4 }, vocabulary.Encode("a\0 b", 10));
    }

    [TestMethod]
    public void RefusesWhatIsNoWord()
    {
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new TextVocabulary(["a", "a"])).Message, "Word 1 of the vocabulary, 'a'");
        Assert.ThrowsExactly<ArgumentException>(() => new TextVocabulary(["a b"]));
        Assert.ThrowsExactly<ArgumentException>(() => new TextVocabulary([""]));
        Assert.ThrowsExactly<ArgumentException>(() => new TextVocabulary([]));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => TextVocabulary.Create(["a b c"])).Message, "No word of the texts occurs 2 times");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => TextVocabulary.Create(["a a"], minimumCount: 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TextVocabulary(["a"]).Encode("a", 0));
    }
}
