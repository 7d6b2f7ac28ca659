using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using static Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator;

namespace Substitutes.Tests.MachineLearning.Images;

[TestClass]
public sealed class ImagePipelineTests : IDisposable
{
    private const int Width = 3;
    private const int Height = 2;

    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void PlanesOfColoursAreAVectorOfChannelsRowsAndColumns()
    {
        IDataView pixels = Extract(_context.Transforms.ExtractPixels("Pixels", "Resized"));

        Assert.AreEqual("Vector<Single, 3, 2, 3>", pixels.Schema["Pixels"].Type.ToString());
        float[] values = Values<float>(pixels).Single();
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (byte r, byte g, byte b) = Pictures.Distinct(x, y);
                int i = (y * Width) + x;
                Assert.AreEqual(((float)r, (float)g, (float)b), (values[i], values[i + 6], values[i + 12]));
            }
        }
    }

    [TestMethod]
    public void InterleavedColoursAreAVectorOfRowsColumnsAndChannels()
    {
        IDataView pixels = Extract(_context.Transforms.ExtractPixels("Pixels", "Resized", interleavePixelColors: true));

        Assert.AreEqual("Vector<Single, 2, 3, 3>", pixels.Schema["Pixels"].Type.ToString());
        (byte r, byte g, byte b) = Pictures.Distinct(1, 0);
        CollectionAssert.AreEqual(new float[] { r, g, b }, Values<float>(pixels).Single()[3..6]);
    }

    [TestMethod]
    public void ChannelsComeInTheOrderAskedFor()
    {
        IDataView pixels = Extract(_context.Transforms.ExtractPixels(
            "Pixels", "Resized", ColorBits.All, ColorsOrder.ABGR, interleavePixelColors: true, outputAsFloatArray: false));

        Assert.AreEqual("Vector<Byte, 2, 3, 4>", pixels.Schema["Pixels"].Type.ToString());
        (byte r, byte g, byte b) = Pictures.Distinct(0, 0);
        CollectionAssert.AreEqual(new byte[] { 255, b, g, r }, Values<byte>(pixels).Single()[..4]);
    }

    [TestMethod]
    public void OneChannelIsAPlane()
    {
        IDataView pixels = Extract(_context.Transforms.ExtractPixels("Pixels", "Resized", ColorBits.Green));

        Assert.AreEqual("Vector<Single, 1, 2, 3>", pixels.Schema["Pixels"].Type.ToString());
        Assert.AreEqual(Pictures.Distinct(2, 1).G, Values<float>(pixels).Single()[5]);
    }

    [TestMethod]
    public void TheOffsetIsTakenOffBeforeTheScale()
    {
        IDataView pixels = Extract(_context.Transforms.ExtractPixels("Pixels", "Resized", offsetImage: 100, scaleImage: 0.5f));

        Assert.AreEqual((Pictures.Distinct(0, 0).R - 100) * 0.5f, Values<float>(pixels).Single()[0]);
    }

    [TestMethod]
    public void ARowWithoutAPathIsKeptAndItsPixelsAreZero()
    {
        string file = _folder.Save("a.png", Pictures.Make(Width, Height, Pictures.Distinct));

        List<float[]> values = Values<float>(Pipeline(new Row(""), new Row(file)));

        Assert.AreEqual(2, values.Count);
        Assert.IsTrue(values[0].All(value => value == 0));
        Assert.AreEqual(Pictures.Distinct(0, 0).R, values[1][0]);
    }

    [TestMethod]
    public void AFileThatIsMissingIsAnError()
    {
        Exception error = Assert.Throws<Exception>(() => Values<float>(Pipeline(new Row("missing.png"))));

        Assert.IsTrue(Causes(error).OfType<FileNotFoundException>().Any());
    }

    [TestMethod]
    public void AFileThatIsNotAnImageIsAnError()
    {
        string file = _folder.Write("a.png", "no image"u8.ToArray());

        Exception error = Assert.Throws<Exception>(() => Values<float>(Pipeline(new Row(file))));

        Assert.IsTrue(Causes(error).OfType<ArgumentException>().Any(cause => cause.ParamName == "imageStream"));
    }

    [TestMethod]
    public void AFolderThatIsMissingIsAnError()
        => StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => _context.Transforms.LoadImages("Image", "/no/such/folder")).Message, "/no/such/folder");

    [TestMethod]
    public void LoadedImagesKnowTheirFile()
    {
        string file = _folder.Save("a.png", Pictures.Make(Width, Height, Pictures.Distinct));
        IDataView data = _context.Data.LoadFromEnumerable([new Row(file)]);
        IDataView loaded = _context.Transforms.LoadImages("Image", _folder.Path, "Path").Fit(data).Transform(data);

        using DataViewRowCursor cursor = loaded.GetRowCursor(loaded.Schema);
        Assert.IsTrue(cursor.MoveNext());
        MLImage image = null!;
        cursor.GetGetter<MLImage>(loaded.Schema["Image"])(ref image);

        Assert.AreEqual("Image", loaded.Schema["Image"].Type.ToString());
        Assert.AreEqual(Path.Combine(_folder.Path, file), image.Tag);
    }

    [TestMethod]
    public void PixelsNeedImagesOfOneSize()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new Row("a.png")]);
        IDataView loaded = _context.Transforms.LoadImages("Image", _folder.Path, "Path").Fit(data).Transform(data);

        var unknown = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.ExtractPixels("Pixels", "Image").Fit(loaded));
        var text = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.ExtractPixels("Pixels", "Path").Fit(data));

        StringAssert.Contains(unknown.Message, "expected known-size image, got unknown-size image");
        StringAssert.Contains(text.Message, "Schema mismatch for input column 'Path': expected image, got String");
    }

    [TestMethod]
    public void ImagesInMemoryNeedNoFile()
    {
        MLImage image = Pictures.Make(Width, Height, Pictures.Distinct);
        IDataView data = _context.Data.LoadFromEnumerable([new ImageRow { Image = image }]);

        IDataView pixels = _context.Transforms.ExtractPixels("Pixels", "Image").Fit(data).Transform(data);

        Assert.AreEqual("Image<2, 3>", data.Schema["Image"].Type.ToString());
        Assert.AreEqual(Pictures.Distinct(0, 0).R, Values<float>(pixels).Single()[0]);
    }

    [TestMethod]
    public void ASavedPipelineGivesTheSamePixels()
    {
        string file = _folder.Save("a.png", Pictures.Make(9, 8, Pictures.Distinct));
        IDataView data = _context.Data.LoadFromEnumerable([new Row(file)]);
        ITransformer model = Estimator(_context.Transforms.ExtractPixels("Pixels", "Resized", orderOfExtraction: ColorsOrder.ABGR, scaleImage: 1 / 255f)).Fit(data);
        using var stream = new MemoryStream();
        _context.Model.Save(model, data.Schema, stream);
        stream.Position = 0;

        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        CollectionAssert.AreEqual(Values<float>(model.Transform(data)).Single(), Values<float>(loaded.Transform(data)).Single());
    }

    private static List<T[]> Values<T>(IDataView data) => [.. data.GetColumn<VBuffer<T>>("Pixels").Select(row => row.DenseValues().ToArray())];

    /// <summary>An error of a row, which comes as it is or wrapped by a cursor that reads ahead.</summary>
    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (Exception? cause = error; cause != null; cause = cause.InnerException)
            yield return cause;
    }

    private IDataView Extract(IEstimator<ITransformer> extraction)
    {
        string file = _folder.Save("a.png", Pictures.Make(Width, Height, Pictures.Distinct));
        IDataView data = _context.Data.LoadFromEnumerable([new Row(file)]);
        return Estimator(extraction).Fit(data).Transform(data);
    }

    private IDataView Pipeline(params Row[] rows)
    {
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        return Estimator(_context.Transforms.ExtractPixels("Pixels", "Resized")).Fit(data).Transform(data);
    }

    private EstimatorChain<ITransformer> Estimator(IEstimator<ITransformer> extraction)
        => _context.Transforms.LoadImages("Image", _folder.Path, "Path")
            .Append(_context.Transforms.ResizeImages("Resized", Width, Height, "Image"))
            .Append(extraction);

    private sealed class Row(string path)
    {
        public string Path { get; set; } = path;
    }

    private sealed class ImageRow
    {
        [ImageType(Height, Width)]
        public MLImage? Image { get; set; }
    }
}
