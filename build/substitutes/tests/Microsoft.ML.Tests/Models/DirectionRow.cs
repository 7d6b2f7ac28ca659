using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Models;

internal sealed class DirectionRow
{
    public float A;

    public string? S;

    [VectorType(2)]
    public float[]? F;

    /// <summary>Six rows; S is s0 and s1 in turn.</summary>
    public static DirectionRow[] Rows => [.. Enumerable.Range(0, 6).Select(i => new DirectionRow { A = i, S = "s" + (i % 2), F = [i, -i] })];
}
