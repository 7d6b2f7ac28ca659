namespace Microsoft.ML.NAO.Onnx;

/// <summary>The type of a graph's output.</summary>
internal enum OnnxElementType
{
    Float,
    Int64,
}
