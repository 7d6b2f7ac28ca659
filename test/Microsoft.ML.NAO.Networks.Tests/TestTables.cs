using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Networks.Tests;

/// <summary>Feed-forward networks and small tables that many tests need.</summary>
internal static class TestTables
{
    private static readonly string[] ClassNames = ["a", "b", "c"];

    public static IReadOnlyDictionary<string, FeedForwardCell> Cells { get; } = new Dictionary<string, FeedForwardCell>
    {
        ["linear"] = new(16),
        ["perceptron"] = new(
            8,
            new FeedForwardBlock(FeedForwardOperationNames.Linear, ActivationNames.Gelu, NormalizationNames.None, 0.1),
            new FeedForwardBlock(FeedForwardOperationNames.Linear, ActivationNames.Silu, NormalizationNames.Layer, 0)),
        ["residual"] = new(
            16,
            new FeedForwardBlock(FeedForwardOperationNames.Residual, ActivationNames.Relu, NormalizationNames.Batch, 0.1),
            new FeedForwardBlock(FeedForwardOperationNames.Residual, ActivationNames.Relu, NormalizationNames.Batch, 0)),
        ["mixed"] = new(
            8,
            new FeedForwardBlock(FeedForwardOperationNames.Linear, ActivationNames.Tanh, NormalizationNames.Batch, 0),
            new FeedForwardBlock(FeedForwardOperationNames.Residual, ActivationNames.Gelu, NormalizationNames.Layer, 0.5)),
    };

    public static FeedForwardNetwork Create(string cell, int features, int outputs, int seed = 1) =>
        new(Cells[cell], features, outputs, new FeedForwardNetworkOptions(), seed);

    /// <summary>Points of three classes by how far they are from the middle, which no linear model tells.</summary>
    public static VectorDataset Classes(int count, int width, int seed)
    {
        float[] values = Draw(count, width, seed);
        return new VectorDataset(values, width, new ClassTargets(
            [.. values.Chunk(width).Select(row => ((row[0] * row[0]) + (row[1] * row[1])) switch { < 0.5f => 0, < 1.5f => 1, _ => 2 })], ClassNames));
    }

    /// <summary>Points with a value that is no linear function, in a unit far from 1.</summary>
    public static VectorDataset Values(int count, int width, int seed)
    {
        float[] values = Draw(count, width, seed);
        return new VectorDataset(
            values, width, new ValueTargets([.. values.Chunk(width).Select(row => 500 + (100 * row[0] * row[1]) + (50 * MathF.Abs(row[0])))]));
    }

    private static float[] Draw(int count, int width, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * width).Select(_ => (random.NextSingle() * 3) - 1.5f)];
    }
}
