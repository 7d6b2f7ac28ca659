using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Transforms;

internal sealed class CustomOutput
{
    public float Twice;

    public string? Name;

    [VectorType(2)]
    public float[]? Pair;
}
