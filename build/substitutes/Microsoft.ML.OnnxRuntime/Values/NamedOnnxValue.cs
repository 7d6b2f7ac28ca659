using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A value under the name of a session's input or output.</summary>
public class NamedOnnxValue
{
    protected NamedOnnxValue(string name, object value)
        : this(name, value, OnnxValueType.ONNX_TYPE_TENSOR)
    {
    }

    private NamedOnnxValue(string name, object value, OnnxValueType type)
    {
        Name = name;
        Value = value;
        ValueType = type;
    }

    public string Name { get; set; }

    public object Value { get; set; }

    public OnnxValueType ValueType { get; }

    public static NamedOnnxValue CreateFromTensor<T>(string name, Tensor<T> value)
        => new(name, value, OnnxValueType.ONNX_TYPE_TENSOR);

    /// <summary>The value as a tensor, or null if it is none of that element type.</summary>
    public Tensor<T> AsTensor<T>() => (Value as Tensor<T>);

    /// <summary>The value as a sequence, or null if it is none of that element type.</summary>
    public IEnumerable<T> AsEnumerable<T>() => (Value as IEnumerable<T>);
}
