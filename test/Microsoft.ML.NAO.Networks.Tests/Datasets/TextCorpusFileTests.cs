using System.IO.Compression;
using System.Text;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests.Datasets;

[TestClass]
public sealed class TextCorpusFileTests
{
    [TestMethod]
    public void EachLineEndsWithAWordOfItsOwn()
    {
        using var folder = new TemporaryFolder();
        string train = Write(folder, "train", " the cat <unk> \n\n the dog\n");

        TextCorpus corpus = TextCorpusFile.Load(train, Write(folder, "valid", "a dog"), Compress(folder, "test.gz", "the end\n"));

        CollectionAssert.AreEqual(new[] { "the", "cat", "<unk>", "<eos>", "dog", "a", "end" }, corpus.Vocabulary.Words.ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 3, 0, 4, 3 }, corpus.Train.ToArray());
        CollectionAssert.AreEqual(new[] { 5, 4, 3 }, corpus.Validation.ToArray());
        CollectionAssert.AreEqual(new[] { 0, 6, 3 }, corpus.Test.ToArray());
        CollectionAssert.AreEqual(new[] { 2, 4, 3 }, TextCorpusFile.LoadPart(Write(folder, "more", "unheard dog"), corpus.Vocabulary).ToArray());
    }

    [TestMethod]
    public void AWordThatTheTrainingTextLacksIsUnknown()
    {
        using var folder = new TemporaryFolder();
        string test = Write(folder, "test", "the dog\na cat\n");

        TextCorpus corpus = TextCorpusFile.Load(Write(folder, "train", "the <unk>\n"), test, test, vocabularyOfAllParts: false);

        Assert.AreEqual(3, corpus.Vocabulary.Count);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 1, 1, 2 }, corpus.Test.ToArray());
    }

    [TestMethod]
    public void RefusesAWordThatTheVocabularyLacks()
    {
        using var folder = new TemporaryFolder();
        string train = Write(folder, "train", "the cat\n");
        string test = Write(folder, "test", "the cat\nthe dog\n");

        string message = Assert.ThrowsExactly<InvalidDataException>(() => TextCorpusFile.Load(train, train, test, vocabularyOfAllParts: false)).Message;

        StringAssert.Contains(message, $"Line 2 of '{test}' has the word 'dog'");
        StringAssert.Contains(message, "3 words");
    }

    [TestMethod]
    public void AMissingFilesMessageSaysWhereTheSetsAre()
    {
        using var folder = new TemporaryFolder();
        string missing = Path.Combine(folder.FullName, "ptb.train.txt");

        string message = Assert.ThrowsExactly<FileNotFoundException>(() => TextCorpusFile.Load(missing, missing, missing)).Message;

        StringAssert.Contains(message, missing);
        StringAssert.Contains(message, "ptb.valid.txt");
        StringAssert.Contains(message, "wiki.test.tokens");
        StringAssert.Contains(message, "simple-examples.tgz");
        StringAssert.Contains(message, "wikitext-2-v1.zip");
    }

    [TestMethod]
    public void RefusesWhatIsNoText()
    {
        using var folder = new TemporaryFolder();
        string good = Write(folder, "good", "a b\n");
        string binary = Path.Combine(folder.FullName, "binary");
        File.WriteAllBytes(binary, [65, 66, 0xff, 0xfe]);
        string cutOff = Compress(folder, "cut.gz", string.Concat(Enumerable.Repeat("many words ", 1000)));
        File.WriteAllBytes(cutOff, [1, 2, 3, .. File.ReadAllBytes(cutOff)[10..]]);

        StringAssert.Contains(Refuse(good, Write(folder, "empty", string.Empty)), "has no words");
        StringAssert.Contains(Refuse(good, Write(folder, "blank", " \n\n")), "has no words");
        StringAssert.Contains(Refuse(good, binary), "byte 2 of 4");
        StringAssert.Contains(Refuse(good, cutOff), "not a whole gzip file");
    }

    [TestMethod]
    public void AVocabularyHasEachWordOnce()
    {
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new Vocabulary(["a", "b", "a"])).Message, "'a'");
        Assert.ThrowsExactly<ArgumentException>(() => new Vocabulary(["a"]));
        Assert.IsFalse(new Vocabulary(["a", "b"]).TryGetIndex("c", out _));
    }

    private static string Refuse(string good, string bad) =>
        Assert.ThrowsExactly<InvalidDataException>(() => TextCorpusFile.Load(good, bad, good)).Message;

    private static string Write(TemporaryFolder folder, string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Compress(TemporaryFolder folder, string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        using var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
