using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>How the images of a column lie in its vectors.</summary>
/// <param name="Shape">The images' shape.</param>
/// <param name="Interleaved">Whether the channels of a pixel lie side by side (height, width, channels).</param>
internal sealed record ImageColumn(ImageShape Shape, bool Interleaved)
{
    // ExtractPixels makes images of 1 to 4 planes; a dimension beyond that is a height or a width.
    private const int MaxChannels = 4;

    /// <summary>Finds the shape in the options or in the column's own dimensions.</summary>
    /// <exception cref="ArgumentException">The column is not a vector of numbers of that shape; the message says what was expected.</exception>
    public static ImageColumn Resolve(DataViewSchema schema, string name, ImageShape? stated, bool? interleaved)
    {
        var vector = FindVector(schema, name);
        ImageColumn column = stated is { } shape
            ? new ImageColumn(shape, interleaved ?? (IsInterleaved(vector) && !IsPlanar(vector)))
            : FromDimensions(name, vector, interleaved);
        if (column.Shape.Size != vector.Size)
        {
            throw new ArgumentException(
                $"The column '{name}' has {vector.Size} values a row, and images of {column.Shape} (channels × height × width) have {column.Shape.Size}.");
        }

        return column;
    }

    /// <summary>An image's values as they lie in the column, from channels first.</summary>
    public float[] ToColumn(ReadOnlySpan<float> image)
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

    /// <summary>An image's values with channels first, from how they lie in the column.</summary>
    public void FromColumn(ReadOnlySpan<float> values, Span<float> image)
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

    private static VectorDataViewType FindVector(DataViewSchema schema, string name)
    {
        var column = schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no feature column '{name}'. The columns are {string.Join(", ", schema.Select(c => $"'{c.Name}'"))}.");
        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
        {
            throw new ArgumentException(
                $"The feature column '{name}' is of type {column.Type}; a vector of Single of a fixed size was expected, such as ExtractPixels or Concatenate give.");
        }

        return vector;
    }

    private static ImageColumn FromDimensions(string name, VectorDataViewType vector, bool? interleaved)
    {
        var d = vector.Dimensions;
        if (d.Length != 3)
        {
            throw new ArgumentException(
                $"The column '{name}' of type {vector} does not tell the shape of its images: state channels, height and width.");
        }

        bool planar = IsPlanar(vector);
        if (interleaved is null && !planar && !IsInterleaved(vector))
        {
            throw new ArgumentException(
                $"The column '{name}' has the dimensions {d[0]}×{d[1]}×{d[2]}, neither channels first nor channels last: state channels, height and width.");
        }

        return interleaved ?? !planar
            ? new ImageColumn(new ImageShape(d[2], d[0], d[1]), true)
            : new ImageColumn(new ImageShape(d[0], d[1], d[2]), false);
    }

    private static bool IsPlanar(VectorDataViewType vector) => vector.Dimensions.Length == 3 && vector.Dimensions[0] <= MaxChannels;

    private static bool IsInterleaved(VectorDataViewType vector) => vector.Dimensions.Length == 3 && vector.Dimensions[2] <= MaxChannels;
}
