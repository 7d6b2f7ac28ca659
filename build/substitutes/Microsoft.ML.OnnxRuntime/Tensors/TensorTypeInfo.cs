namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>What ONNX calls a .NET type, and its size in bytes.</summary>
public class TensorTypeInfo
{
    public TensorTypeInfo(TensorElementType elementType, int typeSize)
    {
        ElementType = elementType;
        TypeSize = typeSize;
    }

    public TensorElementType ElementType { get; }

    public int TypeSize { get; }

    public bool IsString => ElementType == TensorElementType.String;
}
