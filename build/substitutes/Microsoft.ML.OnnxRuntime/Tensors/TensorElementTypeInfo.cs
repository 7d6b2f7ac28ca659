namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Which .NET type holds an ONNX element, and its size in bytes.</summary>
public class TensorElementTypeInfo
{
    public TensorElementTypeInfo(Type type, int typeSize)
    {
        TensorType = type;
        TypeSize = typeSize;
    }

    public Type TensorType { get; }

    public int TypeSize { get; }

    public bool IsString => TensorType == typeof(string);
}
