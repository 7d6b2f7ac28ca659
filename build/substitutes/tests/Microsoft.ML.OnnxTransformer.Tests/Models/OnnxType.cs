namespace Microsoft.ML.OnnxTransformer.Tests.Models;

/// <summary>TensorProto.DataType of onnx.proto.</summary>
internal enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Double = 11,
    UInt32 = 12,
}
