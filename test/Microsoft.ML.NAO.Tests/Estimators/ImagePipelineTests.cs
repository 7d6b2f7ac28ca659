using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Tests.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.NAO.Tests.Estimators;

[TestClass]
public sealed class ImagePipelineTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void TakesTheShapeFromExtractPixels(bool interleaved)
    {
        var context = new MLContext(1);

        // ExtractPixels disposes the images that it has read, so that each pass makes new ones, as LoadImages does.
        var rows = Shapes.Draw(90, 1).Select(row => new ImageRow { Label = row.Label, Image = ToImage(row.Features) });
        IDataView data = context.Data.LoadFromEnumerable(rows);
        var pipeline = context.Transforms.ExtractPixels("Features", "Image", interleavePixelColors: interleaved)
            .Append(context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(context.Auto().NeuralArchitecture(Shapes.SmallSearch(trials: 2)));

        using var model = pipeline.Fit(data);
        IDataView scored = model.Transform(data);

        Assert.HasCount(90, scored.GetColumn<float[]>("Score").ToArray());
        Assert.IsGreaterThan(0.5, context.MulticlassClassification.Evaluate(scored).MicroAccuracy);
    }

    private static MLImage ToImage(float[] pixels)
    {
        byte[] colours = [.. pixels.SelectMany(value => new byte[] { (byte)(value * 200), (byte)(value * 100), (byte)(value * 50), 255 })];
        return MLImage.CreateFromPixels(Shapes.Side, Shapes.Side, MLPixelFormat.Bgra32, colours);
    }

    private sealed class ImageRow
    {
        public string Label { get; set; } = "";

        [ImageType(Shapes.Side, Shapes.Side)]
        public MLImage? Image { get; set; }
    }
}
