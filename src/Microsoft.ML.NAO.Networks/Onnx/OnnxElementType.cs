namespace Microsoft.ML.NAO.Onnx;

/// <summary>The type of a graph's input or output.</summary>
internal enum OnnxElementType
{
    Float,
    Int64,
    String,
}
