using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A tensor's element type and shape.</summary>
public readonly unsafe struct OrtTensorTypeAndShapeInfo
{
    internal OrtTensorTypeAndShapeInfo(nint info)
    {
        ElementDataType = (TensorElementType)OrtApi.GetInt(OrtApiEntry.GetTensorElementType, info);
        ElementCount = OrtApi.Get(OrtApiEntry.GetTensorShapeElementCount, info);
        Shape = ReadShape(info);
    }

    public TensorElementType ElementDataType { get; }

    public bool IsString => ElementDataType == TensorElementType.String;

    /// <summary>The number of elements.</summary>
    public long ElementCount { get; }

    public int DimensionsCount => Shape.Length;

    /// <summary>The sizes of the dimensions; −1 is one that the model leaves open.</summary>
    public long[] Shape { get; }

    internal static long[] ReadShape(nint info)
    {
        var shape = new long[OrtApi.Get(OrtApiEntry.GetDimensionsCount, info)];
        fixed (long* dimensions = shape)
        {
            OrtApi.Call(OrtApiEntry.GetDimensions, info, (nint)dimensions, shape.Length);
        }

        return shape;
    }
}
