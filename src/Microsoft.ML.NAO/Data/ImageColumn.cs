using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>A feature column with images.</summary>
internal sealed class ImageColumn : FeatureColumn
{
    /// <summary>The number of a column's dimensions that tells images from other vectors.</summary>
    public const int Rank = 3;

    // ExtractPixels makes images of 1 to 4 planes; a dimension beyond that is a height or a width.
    private const int MaxChannels = 4;

    private ImageColumn(DataViewSchema.Column column, ImageShape shape, bool interleaved)
        : base(column)
    {
        Shape = shape;
        Interleaved = interleaved;
    }

    /// <summary>The images' shape.</summary>
    public ImageShape Shape { get; }

    /// <summary>Whether the channels of a pixel lie side by side (height, width, channels).</summary>
    public bool Interleaved { get; }

    /// <summary>Finds the shape in the options or in the column's own dimensions.</summary>
    /// <exception cref="ArgumentException">The column is not a vector of numbers of that shape; the message says what was expected.</exception>
    public static ImageColumn Resolve(DataViewSchema.Column column, VectorDataViewType vector, ImageShape? stated, bool? interleaved)
    {
        ImageColumn images = stated is { } shape
            ? new ImageColumn(column, shape, interleaved ?? (IsInterleaved(vector) && !IsPlanar(vector)))
            : FromDimensions(column, vector, interleaved);
        if (images.Shape.Size != vector.Size)
        {
            throw new ArgumentException(
                $"The column '{column.Name}' has {vector.Size} values a row, and images of {images.Shape} (channels × height × width) have {images.Shape.Size}.");
        }

        return images;
    }

    /// <inheritdoc/>
    public override FeatureReader CreateReader(DataViewRow row) => new Reader(this, row);

    /// <inheritdoc/>
    public override IDataView CreateView(MLContext context, SampleDataset rows)
    {
        var images = (ImageDataset)rows;
        return VectorRow.CreateView(context, Column, Enumerable.Range(0, images.Count).Select(i => ToColumn(images.GetImage(i))));
    }

    /// <inheritdoc/>
    protected override FeatureColumn Match(DataViewSchema.Column column) =>
        Resolve(column, CheckVector(column, orText: false), Shape, Interleaved);

    // An image's values as they lie in the column, from channels first.
    private float[] ToColumn(ReadOnlySpan<float> image)
    {
        if (!Interleaved)
        {
            return image.ToArray();
        }

        var values = new float[image.Length];
        int plane = Shape.Height * Shape.Width;
        for (int i = 0; i < image.Length; i++)
        {
            values[(i % plane * Shape.Channels) + (i / plane)] = image[i];
        }

        return values;
    }

    // An image's values with channels first, from how they lie in the column.
    private void FromColumn(ReadOnlySpan<float> values, Span<float> image)
    {
        if (!Interleaved)
        {
            values.CopyTo(image);
            return;
        }

        int plane = Shape.Height * Shape.Width;
        for (int i = 0; i < image.Length; i++)
        {
            image[i] = values[(i % plane * Shape.Channels) + (i / plane)];
        }
    }

    private static ImageColumn FromDimensions(DataViewSchema.Column column, VectorDataViewType vector, bool? interleaved)
    {
        var d = vector.Dimensions;
        if (d.Length != Rank)
        {
            throw new ArgumentException(
                $"The column '{column.Name}' of type {vector} does not tell the shape of its images: state channels, height and width.");
        }

        bool planar = IsPlanar(vector);
        if (interleaved is null && !planar && !IsInterleaved(vector))
        {
            throw new ArgumentException(
                $"The column '{column.Name}' has the dimensions {d[0]}×{d[1]}×{d[2]}, neither channels first nor channels last: state channels, height and width.");
        }

        return interleaved ?? !planar
            ? new ImageColumn(column, new ImageShape(d[2], d[0], d[1]), true)
            : new ImageColumn(column, new ImageShape(d[0], d[1], d[2]), false);
    }

    private static bool IsPlanar(VectorDataViewType vector) => vector.Dimensions.Length == Rank && vector.Dimensions[0] <= MaxChannels;

    private static bool IsInterleaved(VectorDataViewType vector) => vector.Dimensions.Length == Rank && vector.Dimensions[2] <= MaxChannels;

    private sealed class Reader(ImageColumn column, DataViewRow row) : FeatureReader
    {
        private readonly VectorReader _vectors = new(column.Column, column.Shape.Size, row);
        private readonly List<float> _pixels = [];
        private readonly float[] _image = new float[column.Shape.Size];

        public override void Read(long position)
        {
            column.FromColumn(_vectors.Read(position), _image);
            _pixels.AddRange(_image);
        }

        public override SampleDataset ToDataset(PredictionTargets targets, float[]? weights) =>
            new ImageDataset(column.Shape, [.. _pixels], targets, weights);
    }
}
