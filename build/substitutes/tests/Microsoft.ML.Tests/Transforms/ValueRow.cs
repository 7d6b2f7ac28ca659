using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Transforms;

/// <summary>Values to convert, hash and map.</summary>
internal sealed class ValueRow
{
    public string? Text;

    public float Number;

    public int Whole;

    public bool Flag;

    [KeyType(5)]
    public uint Key;

    [VectorType(2)]
    public float[] Vector = [0, 0];

    [VectorType(2)]
    public string[] Texts = ["a", "b"];

    [VectorType(2)]
    public long[] Longs = [0, 0];

    public static ValueRow[] Rows =>
    [
        new() { Text = "12", Number = 0.1f, Whole = 3, Flag = true, Key = 0, Vector = [1, 0], Texts = ["a", "b c"], Longs = [5, -5] },
        new() { Text = string.Empty, Number = float.NaN, Whole = -7, Key = 9, Vector = [float.NaN, 2], Texts = [string.Empty, "é€"], Longs = [1L << 40, 0] },
        new() { Text = "abc", Number = 2, Whole = 3, Flag = true, Key = 3, Texts = ["a", "  a "], Longs = [5, 6] },
        new() { Text = "12", Number = 0.1f, Whole = 400, Key = 2, Vector = [1, 0], Texts = ["ünïcödé text", "日本語"], Longs = [5, -5] },
    ];
}
