namespace Microsoft.ML.OnnxTransformer.Tests.Models;

/// <summary>The models that several tests use.</summary>
internal static class SampleModels
{
    /// <summary>Rows of <c>weights</c> are the classes: Score = Features · weightsᵀ, of shape [C]; i = the index of the largest.</summary>
    public static byte[] Classifier(float[][] weights)
    {
        var classes = weights.Length;
        var features = weights[0].Length;
        var transposed = Enumerable.Range(0, features).SelectMany(f => weights.Select(row => row[f])).ToArray();
        return new OnnxGraph()
            .Input("Features", OnnxType.Float, -1, features)
            .Initializer("w", transposed, features, classes)
            .Initializer("flat", new long[] { -1 }, 1)
            .Node("MatMul", ["Features", "w"], ["rows"])
            .Node("Reshape", ["rows", "flat"], ["Score"])
            .Node("ArgMax", ["rows"], ["i"], new OnnxAttribute("axis", Int: 1), new OnnxAttribute("keepdims", Int: 0))
            .Output("Score", OnnxType.Float, classes)
            .Output("i", OnnxType.Int64, -1)
            .ToArray();
    }

    /// <summary>y = x + x, elementwise.</summary>
    public static byte[] Twice(OnnxType type, params long[] shape)
        => new OnnxGraph()
            .Input("x", type, shape)
            .Node("Add", ["x", "x"], ["y"])
            .Output("y", type, shape)
            .ToArray();

    /// <summary>y = x.</summary>
    public static byte[] Identity(OnnxType type, params long[] shape)
        => new OnnxGraph()
            .Input("x", type, shape)
            .Node("Identity", ["x"], ["y"])
            .Output("y", type, shape)
            .ToArray();
}
