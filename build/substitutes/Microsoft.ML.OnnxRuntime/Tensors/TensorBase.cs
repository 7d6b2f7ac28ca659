namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>What tensors of all element types share: the table of types.</summary>
public class TensorBase
{
    // A string has no size of its own; ONNX Runtime's binding says 1.
    private static readonly (Type Type, TensorElementType Element, int Size)[] s_types =
    [
        (typeof(float), TensorElementType.Float, sizeof(float)),
        (typeof(byte), TensorElementType.UInt8, sizeof(byte)),
        (typeof(sbyte), TensorElementType.Int8, sizeof(sbyte)),
        (typeof(ushort), TensorElementType.UInt16, sizeof(ushort)),
        (typeof(short), TensorElementType.Int16, sizeof(short)),
        (typeof(int), TensorElementType.Int32, sizeof(int)),
        (typeof(long), TensorElementType.Int64, sizeof(long)),
        (typeof(string), TensorElementType.String, 1),
        (typeof(bool), TensorElementType.Bool, sizeof(bool)),
        (typeof(double), TensorElementType.Double, sizeof(double)),
        (typeof(uint), TensorElementType.UInt32, sizeof(uint)),
        (typeof(ulong), TensorElementType.UInt64, sizeof(ulong)),
    ];

    private static readonly Dictionary<Type, TensorTypeInfo> s_byType =
        s_types.ToDictionary(t => t.Type, t => new TensorTypeInfo(t.Element, t.Size));

    private static readonly Dictionary<TensorElementType, TensorElementTypeInfo> s_byElement =
        s_types.ToDictionary(t => t.Element, t => new TensorElementTypeInfo(t.Type, t.Size));

    private readonly Type _primitiveType;

    protected TensorBase(Type primitiveType) => _primitiveType = primitiveType;

    /// <summary>Looks a .NET type up; null if no tensor holds it.</summary>
    public static TensorTypeInfo GetTypeInfo(Type type) => s_byType.GetValueOrDefault(type);

    /// <summary>Looks an ONNX type up; null if no .NET type holds it.</summary>
    public static TensorElementTypeInfo GetElementTypeInfo(TensorElementType elementType) => s_byElement.GetValueOrDefault(elementType);

    public TensorTypeInfo GetTypeInfo() => GetTypeInfo(_primitiveType);
}
