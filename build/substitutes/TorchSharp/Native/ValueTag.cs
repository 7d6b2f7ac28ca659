namespace TorchSharp.Native;

/// <summary>What a boxed value holds; the shim's <c>ts_tag</c>.</summary>
internal enum ValueTag
{
    None = 0,
    Tensor = 1,
    Integer = 2,
    Double = 3,
    Boolean = 4,
    IntegerList = 5,
    DoubleList = 6,
    TensorList = 7,
    OptionalTensorList = 8,
    String = 9,
    Device = 10,
    Generator = 11,
    Complex = 12,
    BooleanList = 13,
}
