using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Images;

[TestClass]
public sealed class MLImageTests
{
    [TestMethod]
    [DataRow(MLPixelFormat.Bgra32)]
    [DataRow(MLPixelFormat.Rgba32)]
    public void PixelsAreKeptAsTheyAre(MLPixelFormat format)
    {
        byte[] pixels = [.. Enumerable.Range(0, 2 * 3 * 4).Select(i => i % 4 == 3 ? byte.MaxValue : (byte)i)];

        using MLImage image = MLImage.CreateFromPixels(2, 3, format, pixels);

        Assert.AreEqual((2, 3, 32, format), (image.Width, image.Height, image.BitsPerPixel, image.PixelFormat));
        CollectionAssert.AreEqual(pixels, image.Pixels.ToArray());
    }

    [TestMethod]
    [DataRow(MLPixelFormat.Bgra32)]
    [DataRow(MLPixelFormat.Rgba32)]
    public void ColoursComeInOneOrderFromEitherFormat(MLPixelFormat format)
    {
        using MLImage image = Pictures.Make(2, 2, Pictures.Distinct, format);

        Assert.AreEqual(Pictures.Distinct(1, 0), Pictures.ColourAt(image, 1, 0));
        Assert.AreEqual(2 * 2 * 3, image.GetBGRPixels.Length);
    }

    [TestMethod]
    public void PngKeepsEveryPixel()
    {
        using var folder = new TemporaryFolder();
        using MLImage image = Pictures.Make(5, 7, Pictures.Distinct);
        string path = Path.Combine(folder.Path, folder.Save("a.png", image));

        using MLImage fromFile = MLImage.CreateFromFile(path);
        using FileStream stream = File.OpenRead(path);
        using MLImage fromStream = MLImage.CreateFromStream(stream);

        Assert.AreEqual((5, 7), (fromFile.Width, fromFile.Height));
        CollectionAssert.AreEqual(image.GetBGRPixels, fromFile.GetBGRPixels);
        CollectionAssert.AreEqual(image.GetBGRPixels, fromStream.GetBGRPixels);
    }

    [TestMethod]
    public void TransparentPixelsComeBackPremultiplied()
    {
        using var folder = new TemporaryFolder();
        using MLImage image = MLImage.CreateFromPixels(2, 1, MLPixelFormat.Bgra32, [60, 30, 0, 128, 255, 255, 255, 255]);
        string path = Path.Combine(folder.Path, folder.Save("a.png", image));

        using MLImage loaded = MLImage.CreateFromFile(path);

        byte[] expected = image.Pixels.ToArray();
        byte[] actual = loaded.Pixels.ToArray();
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], 1d, $"Byte {i} is {actual[i]}.");
    }

    [TestMethod]
    [TestCategory("Jpeg")]
    public void JpegKeepsEveryPixelNearly()
    {
        using var folder = new TemporaryFolder();
        using MLImage image = Pictures.Make(16, 24, (x, y) => ((byte)(8 * x), (byte)(8 * y), 128));
        string path = Path.Combine(folder.Path, folder.Save("a.jpg", image));

        using MLImage loaded = MLImage.CreateFromFile(path);

        Assert.AreEqual((16, 24), (loaded.Width, loaded.Height));
        byte[] expected = image.GetBGRPixels;
        byte[] actual = loaded.GetBGRPixels;
        Assert.IsTrue(Enumerable.Range(0, expected.Length).All(i => Math.Abs(expected[i] - actual[i]) <= 6));
    }

    [TestMethod]
    [TestCategory("Jpeg")]
    public void AJpegThatIsCutOffShowsWhatThereIs()
    {
        using var folder = new TemporaryFolder();
        using MLImage image = Pictures.Make(64, 64, Pictures.Distinct);
        byte[] whole = File.ReadAllBytes(Path.Combine(folder.Path, folder.Save("a.jpg", image)));
        string path = Path.Combine(folder.Path, folder.Write("b.jpg", whole[..(whole.Length * 3 / 4)]));

        using MLImage loaded = MLImage.CreateFromFile(path);

        Assert.AreEqual((64, 64), (loaded.Width, loaded.Height));
    }

    [TestMethod]
    public void WhatIsNotAnImageIsRefused()
    {
        using var folder = new TemporaryFolder();
        string text = Path.Combine(folder.Path, folder.Write("a.png", "no image"u8.ToArray()));

        Assert.AreEqual("imagePath", Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromFile(text)).ParamName);
        Assert.AreEqual("imagePath", Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromFile(text + "missing")).ParamName);
        Assert.AreEqual("imageStream", Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromStream(new MemoryStream())).ParamName);
        Assert.ThrowsExactly<ArgumentNullException>(() => MLImage.CreateFromStream(null));
    }

    [TestMethod]
    public void PixelsMustFitTheSize()
    {
        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(2, 2, MLPixelFormat.Bgra32, new byte[15]));
        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(0, 2, MLPixelFormat.Bgra32, []));
        Assert.ThrowsExactly<ArgumentException>(() => MLImage.CreateFromPixels(1, 1, MLPixelFormat.Unknown, new byte[4]));
    }

    [TestMethod]
    public void ADisposedImageHasNothingToShow()
    {
        MLImage image = Pictures.Make(1, 1, Pictures.Distinct);
        image.Tag = "here";
        Assert.AreEqual("here", image.Tag);

        image.Dispose();

        Assert.ThrowsExactly<InvalidOperationException>(() => image.Width);
        Assert.ThrowsExactly<InvalidOperationException>(() => image.GetBGRPixels);
        Assert.ThrowsExactly<InvalidOperationException>(() => image.Tag);
    }

    [TestMethod]
    public void AnUnknownExtensionCannotBeSaved()
    {
        using MLImage image = Pictures.Make(1, 1, Pictures.Distinct);

        Assert.AreEqual("imagePath", Assert.ThrowsExactly<ArgumentException>(() => image.Save("a.xyz")).ParamName);
    }
}
