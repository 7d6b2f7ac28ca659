using Microsoft.ML.Data;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

internal sealed class FeatureRow
{
    [VectorType(2)]
    public float[] Features { get; set; } = [];
}

/// <summary>A column x that is a vector of two values.</summary>
internal sealed class PairRow<T>
{
    [VectorType(2)]
    public T[] x { get; set; } = [];
}

/// <summary>A column x that is a vector of any length.</summary>
internal sealed class OpenRow
{
    public float[] x { get; set; } = [];
}

/// <summary>A column x that is one value.</summary>
internal sealed class ScalarRow<T>
{
    public T? x { get; set; }
}

internal sealed class ScoredRow
{
    public float[] Score { get; set; } = [];

    public long[] i { get; set; } = [];
}
