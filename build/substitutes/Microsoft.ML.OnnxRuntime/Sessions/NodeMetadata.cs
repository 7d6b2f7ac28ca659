using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>What a model says about one of its inputs or outputs.</summary>
public unsafe class NodeMetadata
{
    private readonly int[] _dimensions;
    private readonly string[] _symbolicDimensions;
    private readonly TensorElementType _elementType;

    internal NodeMetadata(nint typeInfo)
    {
        OnnxValueType = (OnnxValueType)OrtApi.GetInt(OrtApiEntry.GetOnnxTypeFromTypeInfo, typeInfo);
        if (!IsTensor)
        {
            return;
        }

        var info = OrtApi.Get(OrtApiEntry.CastTypeInfoToTensorInfo, typeInfo);
        _elementType = (TensorElementType)OrtApi.GetInt(OrtApiEntry.GetTensorElementType, info);
        _dimensions = Array.ConvertAll(OrtTensorTypeAndShapeInfo.ReadShape(info), dimension => checked((int)dimension));
        _symbolicDimensions = ReadSymbols(info, _dimensions.Length);
    }

    public OnnxValueType OnnxValueType { get; }

    public bool IsTensor => OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    public bool IsString => IsTensor && _elementType == TensorElementType.String;

    /// <summary>The sizes of the dimensions; −1 is one that the model leaves open.</summary>
    public int[] Dimensions => _dimensions ?? throw NotTensor();

    /// <summary>The names of the open dimensions; empty for the others.</summary>
    public string[] SymbolicDimensions => _symbolicDimensions ?? throw NotTensor();

    public TensorElementType ElementDataType => IsTensor ? _elementType : throw NotTensor();

    public Type ElementType => IsTensor ? TensorBase.GetElementTypeInfo(_elementType)?.TensorType! : throw NotTensor();

    private static string[] ReadSymbols(nint info, int count)
    {
        var pointers = stackalloc nint[count];
        OrtApi.Call(OrtApiEntry.GetSymbolicDimensions, info, (nint)pointers, count);
        var names = new string[count];
        for (var i = 0; i < count; i++)
        {
            names[i] = Marshal.PtrToStringUTF8(pointers[i]) ?? string.Empty;
        }

        return names;
    }

    private InvalidOperationException NotTensor() => new($"The value is {OnnxValueType}, not a tensor.");
}
