using System.IO.Compression;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Tests.Datasets;

[TestClass]
public sealed class CifarFileTests
{
    private const int RecordBytes = 1 + (3 * 32 * 32);

    [TestMethod]
    public void ReadsLabelsAndPixelsOfEveryFile()
    {
        using var folder = new TemporaryFolder();
        string plain = folder.Write("data_batch_1.bin", [.. Record(3, 0), .. Record(9, 255)]);
        string zipped = folder.Write("test_batch.bin.gz", Compress(Record(0, 51)));

        ImageDataset images = CifarFile.Load(plain, zipped);

        Assert.AreEqual(new ImageShape(3, 32, 32), images.Shape);
        CollectionAssert.AreEqual(new[] { 3, 9, 0 }, images.Labels.ToArray());
        Assert.AreEqual("truck", images.ClassNames[9]);
        Assert.AreEqual(1f, images.GetImage(1)[0]);
        Assert.AreEqual(0.2f, images.GetImage(2)[3071], 1e-6f);
    }

    [TestMethod]
    public void ReadsTheFineLabelsOfCifar100()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("train.bin", [4, .. Record(0, 255), 19, .. Record(99, 0)]);

        ImageDataset images = CifarFile.LoadCifar100(path);

        CollectionAssert.AreEqual(new[] { 0, 99 }, images.Labels.ToArray());
        Assert.HasCount(100, images.ClassNames.ToHashSet());
        CollectionAssert.AreEqual(images.ClassNames.Order(StringComparer.Ordinal).ToArray(), images.ClassNames.ToArray());
        Assert.AreEqual(1f, images.GetImage(0)[3071]);
        Assert.AreEqual(0f, images.GetImage(1)[0]);
    }

    [TestMethod]
    public void RefusesWhatIsNotCifar100AndSaysWhatWouldBe()
    {
        using var folder = new TemporaryFolder();
        string ofCifar10 = folder.Write("data_batch_1.bin", Record(3, 0));
        string noClass = folder.Write("test.bin", [0, .. Record(100, 0)]);

        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => CifarFile.LoadCifar100(ofCifar10)).Message, "CIFAR-100's binary layout has 3074");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => CifarFile.LoadCifar100(noClass)).Message, "label 100");
        StringAssert.Contains(Assert.ThrowsExactly<FileNotFoundException>(() => CifarFile.LoadCifar100("none.bin")).Message, "cifar-100-binary.tar.gz");
    }

    [TestMethod]
    public void RefusesATruncatedFileAndNamesTheImage()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data_batch_1.bin", [.. Record(3, 0), .. Record(1, 1)[..100]]);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => CifarFile.Load(path));

        StringAssert.Contains(error.Message, "data_batch_1.bin");
        StringAssert.Contains(error.Message, "cut off in image 1");
        StringAssert.Contains(error.Message, "3173 bytes");
    }

    [TestMethod]
    public void RefusesATruncatedGzipFile()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Compress([.. Enumerable.Range(0, 40).SelectMany(i => Record(i % 10, i * 7))]);
        string path = folder.Write("data_batch_1.bin.gz", whole[..(whole.Length / 2)]);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => CifarFile.Load(path));

        StringAssert.Contains(error.Message, "data_batch_1.bin.gz");
    }

    [TestMethod]
    public void RefusesALabelThatIsNoClass()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("data_batch_1.bin", [.. Record(3, 0), .. Record(10, 0)]);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => CifarFile.Load(path));

        StringAssert.Contains(error.Message, "Image 1");
        StringAssert.Contains(error.Message, "label 10");
    }

    [TestMethod]
    public void TellsWhereAMissingFileIsPublished()
    {
        var error = Assert.ThrowsExactly<FileNotFoundException>(() => CifarFile.Load("no_such_batch.bin"));

        StringAssert.Contains(error.Message, "no_such_batch.bin");
        StringAssert.Contains(error.Message, "cifar-10-binary.tar.gz");
        StringAssert.Contains(error.Message, "test_batch.bin");
        error = Assert.ThrowsExactly<FileNotFoundException>(() => CifarFile.LoadCifar100("no_such_file.bin"));
        StringAssert.Contains(error.Message, "cifar-100-binary.tar.gz");
        StringAssert.Contains(error.Message, "train.bin and test.bin");
    }

    private static byte[] Record(int label, int pixel)
    {
        var record = new byte[RecordBytes];
        Array.Fill(record, (byte)pixel);
        record[0] = (byte)label;
        return record;
    }

    private static byte[] Compress(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.NoCompression))
        {
            gzip.Write(content);
        }

        return memory.ToArray();
    }
}
