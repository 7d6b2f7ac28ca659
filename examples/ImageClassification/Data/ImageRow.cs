using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;

namespace ImageClassification.Data;

/// <summary>A labelled image as ML.NET reads it.</summary>
internal sealed class ImageRow
{
    public float[] Features { get; set; } = [];

    public string Label { get; set; } = "";

    /// <summary>The images as a data view whose feature column tells their shape.</summary>
    public static IDataView ToDataView(MLContext context, ImageDataset images)
    {
        ImageRow[] rows = [.. Enumerable.Range(0, images.Count).Select(i => new ImageRow
        {
            Features = images.GetImage(i).ToArray(),
            Label = images.ClassNames[images.Labels[i]],
        })];
        return context.Data.LoadFromEnumerable(rows, Schema(images.Shape));
    }

    /// <summary>The columns of images of a shape.</summary>
    public static SchemaDefinition Schema(ImageShape shape)
    {
        var schema = SchemaDefinition.Create(typeof(ImageRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, shape.Channels, shape.Height, shape.Width);
        return schema;
    }
}
