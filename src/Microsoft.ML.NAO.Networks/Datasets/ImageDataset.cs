using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Images in memory, one after the other, each channel by channel and row by row, with a class or a value each.</summary>
public sealed class ImageDataset : SampleDataset
{
    private readonly float[] _pixels;

    /// <summary>Creates a data set with classes over the given arrays, which it does not copy.</summary>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="pixels">The images' values, <c>labels.Length × shape.Size</c> of them: image, channel, row, column.</param>
    /// <param name="labels">The class of each image, from 0.</param>
    /// <param name="classNames">The names of the classes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a label is not a class.</exception>
    public ImageDataset(ImageShape shape, float[] pixels, int[] labels, IReadOnlyList<string> classNames)
        : this(shape, pixels, new ClassTargets(labels, classNames))
    {
    }

    /// <summary>Creates a data set over the given arrays, which it does not copy.</summary>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="pixels">The images' values, <c>targets.Count × shape.Size</c> of them: image, channel, row, column.</param>
    /// <param name="targets">What is to be predicted.</param>
    /// <param name="weights">How much each image counts, finite and at least 0; null for all alike.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a weight is none.</exception>
    public ImageDataset(ImageShape shape, float[] pixels, PredictionTargets targets, float[]? weights = null)
        : base(targets, weights)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        shape.Validate();
        if (pixels.Length != (long)targets.Count * shape.Size)
        {
            throw new ArgumentException(
                $"{targets.Count} images of shape {shape} have {(long)targets.Count * shape.Size} values, {pixels.Length} were given.", nameof(pixels));
        }

        Shape = shape;
        _pixels = pixels;
    }

    /// <summary>The shape of every image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The names of the classes; a label is an index into them.</summary>
    /// <exception cref="InvalidOperationException">The images have values, not classes.</exception>
    public IReadOnlyList<string> ClassNames => Classes.ClassNames;

    /// <summary>The class of each image, from 0.</summary>
    /// <exception cref="InvalidOperationException">The images have values, not classes.</exception>
    public ReadOnlySpan<int> Labels => Classes.Labels;

    /// <summary>All values: image, channel, row, column.</summary>
    public ReadOnlySpan<float> Pixels => _pixels;

    /// <summary>The values of one image: channel, row, column.</summary>
    /// <param name="index">The image's index.</param>
    public ReadOnlySpan<float> GetImage(int index) => _pixels.AsSpan(index * Shape.Size, Shape.Size);

    /// <inheritdoc/>
    public override ImageDataset Take(int count) => Subset(First(count));

    /// <inheritdoc/>
    public override ImageDataset Subset(ReadOnlySpan<int> indices)
    {
        var pixels = new float[(long)indices.Length * Shape.Size];
        for (int i = 0; i < indices.Length; i++)
        {
            GetImage(indices[i]).CopyTo(pixels.AsSpan(i * Shape.Size));
        }

        return new ImageDataset(Shape, pixels, Targets.Subset(indices), SelectWeights(indices));
    }

    /// <inheritdoc cref="SampleDataset.Split"/>
    public new (ImageDataset Train, ImageDataset HeldOut) Split(double fraction, int seed)
    {
        var (train, heldOut) = DrawSplit(fraction, seed);
        return (Subset(train), Subset(heldOut));
    }

    internal override string SampleKind => $"images of shape {Shape}";

    internal override SampleBatcher CreateBatcher() => new ImageBatcher(this);

    private protected override void AppendSamples(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes(Pixels));
}
