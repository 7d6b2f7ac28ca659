namespace Microsoft.ML.NAO.Datasets;

/// <summary>Labelled images in memory, one after the other, each channel by channel and row by row.</summary>
public sealed class ImageDataset
{
    private readonly float[] _pixels;
    private readonly int[] _labels;

    /// <summary>Creates a data set over the given arrays, which it does not copy.</summary>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="pixels">The images' values, <c>labels.Length × shape.Size</c> of them: image, channel, row, column.</param>
    /// <param name="labels">The class of each image, from 0.</param>
    /// <param name="classNames">The names of the classes.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a label is not a class.</exception>
    public ImageDataset(ImageShape shape, float[] pixels, int[] labels, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(classNames);
        shape.Validate();
        if (pixels.Length != (long)labels.Length * shape.Size)
        {
            throw new ArgumentException(
                $"{labels.Length} images of shape {shape} have {(long)labels.Length * shape.Size} values, {pixels.Length} were given.", nameof(pixels));
        }

        int wrong = Array.FindIndex(labels, label => label < 0 || label >= classNames.Count);
        if (wrong >= 0)
        {
            throw new ArgumentException($"Image {wrong} has the label {labels[wrong]}; there are {classNames.Count} classes, from 0.", nameof(labels));
        }

        Shape = shape;
        _pixels = pixels;
        _labels = labels;
        ClassNames = [.. classNames];
    }

    /// <summary>The shape of every image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>The names of the classes; a label is an index into them.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class of each image, from 0.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>All values: image, channel, row, column.</summary>
    public ReadOnlySpan<float> Pixels => _pixels;

    /// <summary>The values of one image: channel, row, column.</summary>
    /// <param name="index">The image's index.</param>
    public ReadOnlySpan<float> GetImage(int index) => _pixels.AsSpan(index * Shape.Size, Shape.Size);

    /// <summary>The first images.</summary>
    /// <param name="count">How many; all of them when there are fewer.</param>
    public ImageDataset Take(int count) => Select(Enumerable.Range(0, Math.Min(count, Count)).ToArray());

    /// <summary>The images of the given indices, copied, in that order.</summary>
    /// <param name="indices">Indices of images.</param>
    public ImageDataset Select(ReadOnlySpan<int> indices)
    {
        var pixels = new float[(long)indices.Length * Shape.Size];
        var labels = new int[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            GetImage(indices[i]).CopyTo(pixels.AsSpan(i * Shape.Size));
            labels[i] = _labels[indices[i]];
        }

        return new ImageDataset(Shape, pixels, labels, ClassNames);
    }

    /// <summary>Splits the images at random into two sets, class by class, so that both have the same proportions.</summary>
    /// <param name="fraction">The share of the second set, between 0 and 1. Each class with at least two images is in both sets.</param>
    /// <param name="seed">The seed of the split.</param>
    /// <returns>The larger part to train on, and the part that was held out; both in the original order.</returns>
    public (ImageDataset Train, ImageDataset HeldOut) Split(double fraction, int seed)
    {
        if (fraction is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction to hold out lies between 0 and 1.");
        }

        var random = new Random(seed);
        var heldOut = new bool[Count];
        foreach (var images in Enumerable.Range(0, Count).GroupBy(index => _labels[index]).OrderBy(group => group.Key))
        {
            int[] shuffled = [.. images];
            random.Shuffle(shuffled);
            int count = (int)Math.Round(shuffled.Length * fraction);
            count = shuffled.Length < 2 ? 0 : Math.Clamp(count, 1, shuffled.Length - 1);
            foreach (int index in shuffled.AsSpan(0, count))
            {
                heldOut[index] = true;
            }
        }

        int[] all = [.. Enumerable.Range(0, Count)];
        return (Select(Array.FindAll(all, index => !heldOut[index])), Select(Array.FindAll(all, index => heldOut[index])));
    }
}
