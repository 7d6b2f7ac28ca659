using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Transforms;

internal sealed class CustomInput
{
    public float Number;

    public int Whole;

    [VectorType(3)]
    public float[] Vector = [];
}
