using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Transforms;

/// <summary>Numbers with gaps.</summary>
internal sealed class MeasuredRow
{
    public float Number;

    public double Double;

    public int Whole;

    [VectorType(3)]
    public float[] Vector = [0, 0, 0];

    public static MeasuredRow[] Rows =>
    [
        new() { Number = 1, Double = 10, Whole = 1, Vector = [1, -2, 0] },
        new() { Number = 2, Double = double.NaN, Whole = 2, Vector = [2, 4, 0] },
        new() { Number = float.NaN, Double = -5, Whole = 3, Vector = [3, float.NaN, 0] },
        new() { Number = 4, Double = 0, Whole = 4, Vector = [0, float.PositiveInfinity, 0] },
    ];
}
