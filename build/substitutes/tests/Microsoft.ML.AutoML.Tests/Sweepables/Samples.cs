using Microsoft.ML.Data;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML.Tests.Sweepables;

/// <summary>A line with a slope of 3, and options for a trainer that learns it.</summary>
internal sealed class Point
{
    [VectorType(1)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }

    public bool Flag { get; set; }

    public static Point[] Line() => [.. Enumerable.Range(0, 200).Select(i => new Point { Features = [i / 200f], Label = 3 * i / 200f, Flag = i >= 100 })];
}

internal sealed class RateOptions
{
    [Microsoft.ML.SearchSpace.Range(0.01, 1.0, init: 0.05, logBase: true)]
    public double Rate { get; set; }
}
