namespace Microsoft.ML.Transforms.Image;

/// <summary>Which column to resize, and how.</summary>
internal sealed class ImageResizingOptions
{
    public ImageResizingOptions(
        string name,
        string inputColumnName,
        int imageWidth,
        int imageHeight,
        ImageResizingEstimator.ResizingKind resizing,
        ImageResizingEstimator.Anchor anchor)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        Contracts.CheckParam(imageWidth > 0, nameof(imageWidth));
        Contracts.CheckParam(imageHeight > 0, nameof(imageHeight));
        Contracts.CheckParam(Enum.IsDefined(resizing), nameof(resizing));
        Contracts.CheckParam(Enum.IsDefined(anchor), nameof(anchor));
        Name = name;
        InputColumnName = inputColumnName;
        Resizing = resizing;
        Anchor = anchor;
        Type = new ImageDataViewType(imageHeight, imageWidth);
    }

    public string Name { get; }

    public string InputColumnName { get; }

    public ImageResizingEstimator.ResizingKind Resizing { get; }

    public ImageResizingEstimator.Anchor Anchor { get; }

    public ImageDataViewType Type { get; }

    public static ImageResizingOptions Load(ModelLoadContext ctx)
        => new(
            ctx.Reader.ReadString(),
            ctx.Reader.ReadString(),
            ctx.Reader.ReadInt32(),
            ctx.Reader.ReadInt32(),
            (ImageResizingEstimator.ResizingKind)ctx.Reader.ReadByte(),
            (ImageResizingEstimator.Anchor)ctx.Reader.ReadByte());

    public void Save(ModelSaveContext ctx)
    {
        ctx.Writer.Write(Name);
        ctx.Writer.Write(InputColumnName);
        ctx.Writer.Write(Type.Width);
        ctx.Writer.Write(Type.Height);
        ctx.Writer.Write((byte)Resizing);
        ctx.Writer.Write((byte)Anchor);
    }
}
