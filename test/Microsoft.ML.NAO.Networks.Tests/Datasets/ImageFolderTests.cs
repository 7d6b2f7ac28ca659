using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests.Datasets;

[TestClass]
public sealed class ImageFolderTests
{
    // 8×8 pixels of one colour (about 200, 100, 50) in JPEG's baseline: the three mean values and no frequencies.
    private const string Jpeg =
        "/9j/2wBDAAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAj/wAARCAAIAAgDAREAAhEAAxEA" +
        "/8QAFQAAAgAAAAAAAAAAAAAAAAAAAwb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIAAwAAPwAZVOz/2Q==";

    [TestMethod]
    public void ReadsEveryClassInOrder()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "dog", "b.bmp", Bmp(2, 3, (x, y) => (byte)((10 * y) + x)));
        Write(folder, "cat", "2.png", Png(2, 3, (x, y) => (byte)(100 + (10 * y) + x)));
        Write(folder, "cat", "1.BMP", Bmp(2, 3, (_, _) => 51));
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
        Write(folder, "a", "1.jpg", Convert.FromBase64String(Jpeg));

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
        Write(folder, "dog", "1.bmp", Bmp(2, 2, (_, _) => 1));

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
        string first = Write(folder, "a", "1.bmp", Bmp(2, 3, (_, _) => 1));
        string other = Write(folder, "b", "2.png", Png(3, 3, (_, _) => 1));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => ImageFolder.Load(folder.FullName)).Message;

        StringAssert.Contains(message, first);
        StringAssert.Contains(message, other);
        StringAssert.Contains(message, "3×3");
        StringAssert.Contains(message, "3×2");
    }

    [TestMethod]
    public void RefusesWhatIsNoImageAndNamesTheFile()
    {
        byte[] whole = Png(20, 20, (x, y) => (byte)(x * y));
        foreach (byte[] content in new byte[][] { [], [1, 2, 3], "a text with another name"u8.ToArray(), whole[..60], whole[..(whole.Length / 2)] })
        {
            using var folder = new TemporaryFolder();
            Write(folder, "a", "1.bmp", Bmp(20, 20, (_, _) => 1));
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

    /// <summary>A bitmap of 24 bits a pixel, whose red is as given, green one more, and blue two more.</summary>
    private static byte[] Bmp(int width, int height, Func<int, int, byte> red)
    {
        const int Header = 54;
        int row = ((width * 3) + 3) / 4 * 4;
        var file = new byte[Header + (row * height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), Header);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 24;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = Header + ((height - 1 - y) * row) + (x * 3);
                byte value = red(x, y);
                (file[at], file[at + 1], file[at + 2]) = ((byte)(value + 2), (byte)(value + 1), value);
            }
        }

        return file;
    }

    /// <summary>A PNG of 8 bits a channel, with the colours of <see cref="Bmp"/>.</summary>
    private static byte[] Png(int width, int height, Func<int, int, byte> red)
    {
        using var pixels = new MemoryStream();
        using (var compression = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                compression.WriteByte(0);
                for (int x = 0; x < width; x++)
                {
                    byte value = red(x, y);
                    compression.Write([value, (byte)(value + 1), (byte)(value + 2)]);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, pixels.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        name.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        return chunk;
    }
}
