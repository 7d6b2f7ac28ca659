using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests;

/// <summary>Small data sets of vectors, images and tokens that have classes or values, and weights.</summary>
internal static class TestVectors
{
    public const int Width = 3;

    public static ClassTargets Classes(params int[] labels) => new(labels, ["a", "b", "c"]);

    /// <summary>Vectors with what a linear network can learn: the class of a known plane, or the value of a known linear function.</summary>
    /// <param name="count">How many.</param>
    /// <param name="hasValues">Whether they have values.</param>
    /// <param name="weights">How much each counts.</param>
    /// <param name="seed">The seed of the vectors.</param>
    public static VectorDataset Create(int count, bool hasValues, float[]? weights = null, int seed = 1)
    {
        var random = new Random(seed);
        float[] rows = [.. Enumerable.Range(0, count * Width).Select(_ => (random.NextSingle() * 2) - 1)];
        PredictionTargets targets = hasValues
            ? new ValueTargets([.. rows.Chunk(Width).Select(Value)])
            : Classes([.. rows.Chunk(Width).Select(Class)]);
        return new VectorDataset(rows, Width, targets, weights);
    }

    /// <summary>The function of <see cref="Create"/>'s values, far from mean 0 and deviation 1.</summary>
    public static float Value(float[] row) => 500 + (40 * row[0]) - (20 * row[1]) + (10 * row[2]);

    public static LinearNetwork CreateNetwork(bool hasValues, int seed = 1) => new(Width, hasValues ? 1 : 3, seed);

    /// <summary>Images of <see cref="TestNetworks.Bars"/> with a value: how bright they are.</summary>
    public static ImageDataset BrightImages(int count, int seed = 1, float[]? weights = null)
    {
        ImageDataset bars = TestNetworks.Bars(count, seed);
        var random = new Random(seed);
        float[] pixels = bars.Pixels.ToArray();
        float[] values = new float[count];
        int size = bars.Shape.Size;
        for (int i = 0; i < count; i++)
        {
            values[i] = 30 + (20 * random.NextSingle());
            foreach (ref float pixel in pixels.AsSpan(i * size, size))
            {
                pixel *= values[i] / 40;
            }
        }

        return new ImageDataset(bars.Shape, pixels, new ValueTargets(values), weights);
    }

    private static int Class(float[] row) => row[0] + row[1] > 0.5f ? 2 : row[0] - row[2] > 0 ? 1 : 0;
}
