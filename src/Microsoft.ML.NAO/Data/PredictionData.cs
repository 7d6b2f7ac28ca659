using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Hosting;

namespace Microsoft.ML.NAO.Data;

/// <summary>Images and labels out of a user's data views, checked, with what serving them needs to know.</summary>
internal sealed class ImageTask
{
    private ImageTask(ExperimentHost host, IDataView input, LabelColumn label, ImageColumn layout, string featureColumnName, ImageDataset images)
    {
        Host = host;
        Input = input;
        Label = label;
        Layout = layout;
        FeatureColumn = input.Schema[featureColumnName];
        Images = images;
    }

    /// <summary>The context to work with.</summary>
    public ExperimentHost Host { get; }

    /// <summary>The user's training data; its schema is what serving starts from.</summary>
    public IDataView Input { get; }

    /// <summary>The label column.</summary>
    public LabelColumn Label { get; }

    /// <summary>How images lie in the feature column.</summary>
    public ImageColumn Layout { get; }

    /// <summary>The feature column.</summary>
    public DataViewSchema.Column FeatureColumn { get; }

    /// <summary>All training images.</summary>
    public ImageDataset Images { get; }

    /// <summary>The user's own validation images; null when there are none.</summary>
    public ImageDataset? Validation { get; private init; }

    /// <summary>Reads the data, each view once.</summary>
    /// <exception cref="ArgumentException">The data is not what is needed; the message names column and row.</exception>
    public static ImageTask Read(ExperimentHost host, IDataView input, ImageClassificationOptions options)
    {
        ImageShape? stated = options.Channels is { } channels ? new ImageShape(channels, options.Height!.Value, options.Width!.Value) : null;
        var label = LabelColumn.Resolve(input.Schema, options.LabelColumnName);
        var layout = ImageColumn.Resolve(input.Schema, options.FeatureColumnName, stated, options.Interleaved);
        ImageDataset images = ImageDataReader.Read(input, options.LabelColumnName, options.FeatureColumnName, layout);
        CheckClasses(images, options.LabelColumnName);
        return new ImageTask(host, input, label, layout, options.FeatureColumnName, images)
        {
            Validation = options.ValidationSet is { } view ? ReadValidation(view, label, layout, options) : null,
        };
    }

    private static ImageDataset ReadValidation(IDataView view, LabelColumn label, ImageColumn layout, ImageClassificationOptions options)
    {
        var own = LabelColumn.Resolve(view.Schema, options.LabelColumnName);
        if (!own.ClassNames.SequenceEqual(label.ClassNames))
        {
            throw new ArgumentException(
                $"The validation set's column '{options.LabelColumnName}' has other key values than the training data's. Transform both with one fitted MapValueToKey.");
        }

        var ownLayout = ImageColumn.Resolve(view.Schema, options.FeatureColumnName, layout.Shape, layout.Interleaved);
        return ImageDataReader.Read(view, options.LabelColumnName, options.FeatureColumnName, ownLayout);
    }

    private static void CheckClasses(ImageDataset images, string labelColumnName)
    {
        int first = images.Labels[0];
        if (!images.Labels.ContainsAnyExcept(first))
        {
            throw new ArgumentException(
                $"All {images.Count} rows are of the class '{images.ClassNames[first]}' in the column '{labelColumnName}'; at least two classes were expected.");
        }
    }
}
