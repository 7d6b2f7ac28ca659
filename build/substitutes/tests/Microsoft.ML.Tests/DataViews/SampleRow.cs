using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.DataViews;

/// <summary>One member of each common kind.</summary>
internal sealed class SampleRow
{
    public float A;

    public string? S;

    [VectorType(3)]
    public float[]? F;

    [KeyType(4)]
    public uint K;

    public bool B;

    public double D;

    [NoColumn]
    public object? Ignored;

    [ColumnName("Renamed")]
    public long L;

    public int I { get; set; }

    /// <summary>Row i has A = i / 2, a text of three, a key of i (0-based), and one NaN in row 3.</summary>
    public static SampleRow[] Make(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new SampleRow
        {
            A = i / 2f,
            S = i % 3 == 2 ? null : "s" + (i % 3),
            F = [i, 0, -i],
            K = (uint)i,
            B = i % 2 == 1,
            I = -i,
            D = i == 3 ? double.NaN : i,
            L = i * 10L,
        }),
    ];
}
