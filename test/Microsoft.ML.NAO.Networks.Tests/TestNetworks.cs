using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests;

/// <summary>Architectures, networks and small data sets that many tests need.</summary>
internal static class TestNetworks
{
    public static ConvolutionalCellSpace Space { get; } = new();

    public static ImageShape GreyDigit { get; } = new(1, 8, 8);

    public static CellPair Published { get; } = Space.Decode(PublishedArchitectures.NaoWeightSharing);

    public static CellPair Sample(int seed) => Space.Decode(Space.Sample(new Random(seed)));

    public static ConvolutionalNetworkOptions Small() => new() { InitialChannels = 4 };

    public static ConvolutionalNetwork Create(
        CellPair? cells = null, ImageShape? shape = null, int classes = 3, ConvolutionalNetworkOptions? options = null, int seed = 1) =>
        new(cells ?? Published, shape ?? GreyDigit, classes, options ?? Small(), seed);

    /// <summary>Images whose class is the place of a bright bar, under noise.</summary>
    public static ImageDataset Bars(int count, int seed = 1, ImageShape? shape = null, int classes = 3)
    {
        ImageShape size = shape ?? GreyDigit;
        var random = new Random(seed);
        var pixels = new float[count * size.Size];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % classes;
            for (int p = 0; p < size.Size; p++)
            {
                bool bright = p / size.Width % size.Height == labels[i] * 2;
                pixels[(i * size.Size) + p] = (bright ? 10 : 2) + (float)random.NextDouble();
            }
        }

        return new ImageDataset(size, pixels, labels, [.. Enumerable.Range(0, classes).Select(c => $"class{c}")]);
    }
}
