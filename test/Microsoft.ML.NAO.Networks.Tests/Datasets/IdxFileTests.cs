using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Tests.Datasets;

[TestClass]
public sealed class IdxFileTests
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 51, 0];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 1];

    [TestMethod]
    public void ReadsImagesAndTheLabelsBesideThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train-labels-idx1-ubyte", Labels);

        ImageDataset images = IdxFile.Load(folder.Write("train-images-idx3-ubyte", Images));

        Assert.AreEqual(new ImageShape(1, 1, 2), images.Shape);
        CollectionAssert.AreEqual(new[] { 7, 1 }, images.Labels.ToArray());
        CollectionAssert.AreEqual(new[] { 0f, 1f }, images.GetImage(0).ToArray());
        Assert.AreEqual("7", images.ClassNames[7]);
    }

    [TestMethod]
    public void TellsWhereAMissingFileIsPublished()
    {
        using var folder = new TemporaryFolder();
        string missing = Path.Combine(folder.FullName, "train-images-idx3-ubyte");

        string message = Assert.ThrowsExactly<FileNotFoundException>(() => IdxFile.Load(missing)).Message;

        StringAssert.Contains(message, missing);
        StringAssert.Contains(message, "yann.lecun.com");
        StringAssert.Contains(message, "t10k-labels-idx1-ubyte");
    }

    [TestMethod]
    public void RefusesATruncatedFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train-labels-idx1-ubyte", Labels);
        string path = folder.Write("train-images-idx3-ubyte", Images[..^1]);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => IdxFile.Load(path));

        StringAssert.Contains(error.Message, "19 bytes");
    }

    [TestMethod]
    public void RefusesLabelsOfAnotherSet()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train-labels-idx1-ubyte", Labels[..^1]);
        string path = folder.Write("train-images-idx3-ubyte", Images);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => IdxFile.Load(path));

        StringAssert.Contains(error.Message, "1 labels");
        StringAssert.Contains(error.Message, "2 images");
    }

    [TestMethod]
    public void RefusesAFileOfAnotherKind()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train-labels-idx1-ubyte", Labels);
        string path = folder.Write("train-images-idx3-ubyte", "not an idx file at all");

        var error = Assert.ThrowsExactly<InvalidDataException>(() => IdxFile.Load(path));

        StringAssert.Contains(error.Message, "not an idx file of images");
    }
}
