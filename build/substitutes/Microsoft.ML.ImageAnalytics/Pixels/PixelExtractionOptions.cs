using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Which channels of which column to take, and in what layout.</summary>
internal sealed class PixelExtractionOptions
{
    public PixelExtractionOptions(
        string name,
        string inputColumnName,
        ImagePixelExtractingEstimator.ColorBits colors,
        ImagePixelExtractingEstimator.ColorsOrder order,
        bool interleave,
        float offset,
        float scale,
        bool asFloats)
    {
        Contracts.CheckNonWhiteSpace(null, name, nameof(name));
        Colors = colors & ImagePixelExtractingEstimator.ColorBits.All;
        Contracts.CheckParam(Colors != 0, "colorsToExtract", "Need to use at least one color plane.");
        Name = name;
        InputColumnName = inputColumnName;
        Order = order;
        Interleave = interleave;
        AsFloats = asFloats;

        // Bytes are taken as they are.
        Offset = asFloats ? offset : 0;
        Scale = asFloats ? scale : 1;
        Contracts.CheckParam(float.IsFinite(Offset), "offsetImage");
        Contracts.CheckParam(float.IsFinite(Scale) && Scale != 0, "scaleImage");
    }

    public string Name { get; }

    public string InputColumnName { get; }

    public ImagePixelExtractingEstimator.ColorBits Colors { get; }

    public ImagePixelExtractingEstimator.ColorsOrder Order { get; }

    public bool Interleave { get; }

    public float Offset { get; }

    public float Scale { get; }

    public bool AsFloats { get; }

    public int Planes => BitOperations.PopCount((uint)Colors);

    public NumberDataViewType ItemType => AsFloats ? NumberDataViewType.Single : NumberDataViewType.Byte;

    public static PixelExtractionOptions Load(ModelLoadContext ctx)
        => new(
            ctx.Reader.ReadString(),
            ctx.Reader.ReadString(),
            (ImagePixelExtractingEstimator.ColorBits)ctx.Reader.ReadByte(),
            (ImagePixelExtractingEstimator.ColorsOrder)ctx.Reader.ReadByte(),
            ctx.Reader.ReadBoolean(),
            ctx.Reader.ReadSingle(),
            ctx.Reader.ReadSingle(),
            ctx.Reader.ReadBoolean());

    public void Save(ModelSaveContext ctx)
    {
        ctx.Writer.Write(Name);
        ctx.Writer.Write(InputColumnName);
        ctx.Writer.Write((byte)Colors);
        ctx.Writer.Write((byte)Order);
        ctx.Writer.Write(Interleave);
        ctx.Writer.Write(Offset);
        ctx.Writer.Write(Scale);
        ctx.Writer.Write(AsFloats);
    }

    /// <summary>For each plane, the index of its channel's byte within a pixel.</summary>
    public int[] ChannelIndices(MLPixelFormat format)
    {
        (int red, int blue) = format == MLPixelFormat.Bgra32 ? (2, 0) : (0, 2);
        var indices = new List<int>();
        foreach (char channel in Order.ToString())
        {
            (ImagePixelExtractingEstimator.ColorBits bit, int index) = channel switch
            {
                'A' => (ImagePixelExtractingEstimator.ColorBits.Alpha, 3),
                'R' => (ImagePixelExtractingEstimator.ColorBits.Red, red),
                'G' => (ImagePixelExtractingEstimator.ColorBits.Green, 1),
                _ => (ImagePixelExtractingEstimator.ColorBits.Blue, blue),
            };
            if ((Colors & bit) != 0)
                indices.Add(index);
        }

        return [.. indices];
    }

    public VectorDataViewType TypeFor(ImageDataViewType image)
        => Interleave
            ? new VectorDataViewType(ItemType, image.Height, image.Width, Planes)
            : new VectorDataViewType(ItemType, Planes, image.Height, image.Width);
}
