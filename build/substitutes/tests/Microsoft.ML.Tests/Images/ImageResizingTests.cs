using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImageResizingEstimator;

namespace Substitutes.Tests.MachineLearning.Images;

[TestClass]
public sealed class ImageResizingTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void FillTakesTheNearestPixels()
    {
        MLImage resized = Resize(4, 4, Pictures.Distinct, 2, 2, ResizingKind.Fill);

        Assert.AreEqual((2, 2), (resized.Width, resized.Height));
        Assert.AreEqual(Pictures.Distinct(0, 0), Pictures.ColourAt(resized, 0, 0));
        Assert.AreEqual(Pictures.Distinct(2, 0), Pictures.ColourAt(resized, 1, 0));
    }

    [TestMethod]
    public void PaddingIsBlackAboveAndBelow()
    {
        MLImage resized = Resize(8, 4, (_, _) => Pictures.Red, 8, 8, ResizingKind.IsoPad);

        Assert.AreEqual(((byte)0, (byte)0, (byte)0), Pictures.ColourAt(resized, 4, 1));
        Assert.AreEqual(Pictures.Red, Pictures.ColourAt(resized, 4, 2));
        Assert.AreEqual(Pictures.Red, Pictures.ColourAt(resized, 0, 5));
        Assert.AreEqual(((byte)0, (byte)0, (byte)0), Pictures.ColourAt(resized, 4, 6));
    }

    [TestMethod]
    [DataRow(Anchor.Left, true, true)]
    [DataRow(Anchor.Center, true, false)]
    [DataRow(Anchor.Right, false, false)]
    public void ACropKeepsThePartAtItsAnchor(Anchor anchor, bool leftIsRed, bool rightIsRed)
    {
        MLImage resized = Resize(16, 8, (x, _) => x < 8 ? Pictures.Red : Pictures.Blue, 8, 8, ResizingKind.IsoCrop, anchor);

        Assert.AreEqual(leftIsRed ? Pictures.Red : Pictures.Blue, Pictures.ColourAt(resized, 0, 4));
        Assert.AreEqual(rightIsRed ? Pictures.Red : Pictures.Blue, Pictures.ColourAt(resized, 7, 4));
    }

    [TestMethod]
    public void ShrinkingAveragesNeighbours()
    {
        MLImage resized = Resize(64, 64, (x, y) => (byte)(((x ^ y) & 1) == 0 ? 100 : 200) is var v ? (v, v, v) : default, 16, 16, ResizingKind.IsoCrop);

        (byte r, _, _) = Pictures.ColourAt(resized, 8, 8);
        Assert.AreEqual(150, r, 51);
    }

    [TestMethod]
    public void GrowingAPlainImageKeepsItPlain()
    {
        MLImage resized = Resize(3, 3, (_, _) => Pictures.Blue, 10, 10, ResizingKind.IsoCrop);

        for (int i = 0; i < 10; i++)
            Assert.AreEqual(Pictures.Blue, Pictures.ColourAt(resized, i, 9 - i));
    }

    [TestMethod]
    public void SizesMustBePositive()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.ResizeImages("Resized", 0, 2, "Image"));

    private MLImage Resize(
        int width, int height, Func<int, int, (byte, byte, byte)> colour, int newWidth, int newHeight, ResizingKind kind, Anchor anchor = Anchor.Center)
    {
        using var folder = new TemporaryFolder();
        using MLImage image = Pictures.Make(width, height, colour);
        IDataView data = _context.Data.LoadFromEnumerable([new { Path = folder.Save("a.png", image) }]);
        IDataView resized = _context.Transforms.LoadImages("Image", folder.Path, "Path")
            .Append(_context.Transforms.ResizeImages("Resized", newWidth, newHeight, "Image", kind, anchor))
            .Fit(data)
            .Transform(data);
        Assert.AreEqual($"Image<{newHeight}, {newWidth}>", resized.Schema["Resized"].Type.ToString());

        using DataViewRowCursor cursor = resized.GetRowCursor(resized.Schema);
        Assert.IsTrue(cursor.MoveNext());
        MLImage result = null!;
        cursor.GetGetter<MLImage>(resized.Schema["Resized"])(ref result);
        return MLImage.CreateFromPixels(result.Width, result.Height, result.PixelFormat, result.Pixels);
    }
}
