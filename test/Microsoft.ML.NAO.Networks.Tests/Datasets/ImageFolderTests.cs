using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests.Datasets;

[TestClass]
public sealed class ImageFolderTests
{
    [TestMethod]
    public void ReadsEveryClassInOrder()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "dog", "b.bmp", TestImages.Bmp(2, 3, (x, y) => (byte)((10 * y) + x)));
        Write(folder, "cat", "2.png", TestImages.Png(2, 3, (x, y) => (byte)(100 + (10 * y) + x)));
        Write(folder, "cat", "1.BMP", TestImages.Bmp(2, 3, (_, _) => 51));
        Write(folder, "cat", "notes.txt", "not an image"u8.ToArray());
        Write(folder, ".hidden", "x.png", [1, 2, 3]);

        ImageDataset images = ImageFolder.Load(folder.FullName);

        Assert.AreEqual(new ImageShape(3, 3, 2), images.Shape);
        CollectionAssert.AreEqual(new[] { "cat", "dog" }, images.ClassNames.ToArray());
        CollectionAssert.AreEqual(new[] { 0, 0, 1 }, images.Labels.ToArray());
        Assert.IsTrue(images.GetImage(0)[..6].ToArray().All(value => value == 0.2f));
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 0; y < 3; y++)
            {
                for (int x = 0; x < 2; x++)
                {
                    int at = (channel * 6) + (y * 2) + x;
                    Assert.AreEqual((100 + (10 * y) + x + channel) / 255f, images.GetImage(1)[at], 1e-6f);
                    Assert.AreEqual(((10 * y) + x + channel) / 255f, images.GetImage(2)[at], 1e-6f);
                }
            }
        }
    }

    [TestMethod]
    public void ReadsJpegAndConvertsToGrey()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a", "1.jpg", Convert.FromBase64String(TestImages.Jpeg));

        ImageDataset colour = ImageFolder.Load(folder.FullName);
        ImageDataset grey = ImageFolder.Load(folder.FullName, channels: 1);

        Assert.AreEqual(new ImageShape(3, 8, 8), colour.Shape);
        Assert.AreEqual(200 / 255.0, colour.Pixels[0], 0.03);
        Assert.AreEqual(100 / 255.0, colour.Pixels[64], 0.03);
        Assert.AreEqual(50 / 255.0, colour.Pixels[128], 0.03);
        Assert.AreEqual(new ImageShape(1, 8, 8), grey.Shape);
        Assert.AreEqual(124 / 255.0, grey.Pixels[0], 0.03);
    }

    [TestMethod]
    public void ATestSetSharesTheClassesOfTheTrainingSet()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "dog", "1.bmp", TestImages.Bmp(2, 2, (_, _) => 1));

        ImageDataset images = ImageFolder.Load(folder.FullName, ["cat", "dog"]);

        CollectionAssert.AreEqual(new[] { 1 }, images.Labels.ToArray());
        string message = Assert.ThrowsExactly<InvalidDataException>(() => ImageFolder.Load(folder.FullName, ["cat", "cow"])).Message;
        StringAssert.Contains(message, "dog");
        StringAssert.Contains(message, "cat, cow");
    }

    [TestMethod]
    public void RefusesImagesOfMixedSizeAndNamesBoth()
    {
        using var folder = new TemporaryFolder();
        string first = Write(folder, "a", "1.bmp", TestImages.Bmp(2, 3, (_, _) => 1));
        string other = Write(folder, "b", "2.png", TestImages.Png(3, 3, (_, _) => 1));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => ImageFolder.Load(folder.FullName)).Message;

        StringAssert.Contains(message, first);
        StringAssert.Contains(message, other);
        StringAssert.Contains(message, "3×3");
        StringAssert.Contains(message, "3×2");
    }

    [TestMethod]
    public void RefusesWhatIsNoImageAndNamesTheFile()
    {
        byte[] whole = TestImages.Png(20, 20, (x, y) => (byte)(x * y));
        foreach (byte[] content in new byte[][] { [], [1, 2, 3], "a text with another name"u8.ToArray(), whole[..60], whole[..(whole.Length / 2)] })
        {
            using var folder = new TemporaryFolder();
            Write(folder, "a", "1.bmp", TestImages.Bmp(20, 20, (_, _) => 1));
            string broken = Write(folder, "a", "2.png", content);

            string message = Assert.ThrowsExactly<InvalidDataException>(() => ImageFolder.Load(folder.FullName)).Message;

            StringAssert.Contains(message, broken);
            StringAssert.Contains(message, $"{content.Length} bytes");
        }
    }

    [TestMethod]
    public void RefusesFoldersWithoutImages()
    {
        using var folder = new TemporaryFolder();
        string missing = Path.Combine(folder.FullName, "missing");

        StringAssert.Contains(Assert.ThrowsExactly<DirectoryNotFoundException>(() => ImageFolder.Load(missing)).Message, missing);
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidDataException>(() => ImageFolder.Load(folder.FullName)).Message, "one subfolder for each class");
        string empty = Directory.CreateDirectory(Path.Combine(folder.FullName, "cat")).FullName;
        string message = Assert.ThrowsExactly<InvalidDataException>(() => ImageFolder.Load(folder.FullName)).Message;
        StringAssert.Contains(message, $"'{empty}' has no images");
        StringAssert.Contains(message, ".png");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ImageFolder.Load(folder.FullName, channels: 4));
    }

    private static string Write(TemporaryFolder folder, string className, string name, byte[] content)
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, className));
        return folder.Write(Path.Combine(className, name), content);
    }
}
