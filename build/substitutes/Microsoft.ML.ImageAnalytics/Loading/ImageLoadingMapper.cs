using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Loads an image for each row. An empty path gives no image; a file that cannot be read is an error.</summary>
internal sealed class ImageLoadingMapper(ImageLoadingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
{
    protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        => [.. parent.ColumnPairs.Select(pair => new DataViewSchema.DetachedColumn(pair.OutputColumnName, new ImageDataViewType()))];

    protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
    {
        ValueGetter<ReadOnlyMemory<char>> getPath = input.GetGetter<ReadOnlyMemory<char>>(Input(output));
        ReadOnlyMemory<char> path = default;
        MLImage last = null;
        disposer = () => last?.Dispose();
        return (ValueGetter<MLImage>)((ref MLImage destination) =>
        {
            destination?.Dispose();
            getPath(ref path);
            destination = last = path.IsEmpty ? null : Load(path.ToString());
        });
    }

    private MLImage Load(string path)
    {
        if (!string.IsNullOrWhiteSpace(parent.ImageFolder))
            path = Path.Combine(parent.ImageFolder, path);
        using var content = new MemoryStream(File.ReadAllBytes(path));
        try
        {
            MLImage image = MLImage.CreateFromStream(content);
            image.Tag = path;
            return image;
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"The image file '{path}' cannot be read. {e.Message}", e.ParamName, e);
        }
    }
}
