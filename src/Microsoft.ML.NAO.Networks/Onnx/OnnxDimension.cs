namespace Microsoft.ML.NAO.Onnx;

/// <summary>One dimension of an input or an output: a number, or a name where the caller decides.</summary>
/// <param name="Size">The number; null for a name.</param>
/// <param name="Name">The name; null for a number. Dimensions of the same name have the same size.</param>
internal readonly record struct OnnxDimension(long? Size, string? Name)
{
    public static implicit operator OnnxDimension(long size) => new(size, null);

    public static implicit operator OnnxDimension(string name) => new(null, name);
}
