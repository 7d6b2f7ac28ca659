using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A session's output; its tensor is valid until it is disposed.</summary>
public class DisposableNamedOnnxValue : NamedOnnxValue, IDisposable
{
    private OrtValue _owner;

    private DisposableNamedOnnxValue(string name, object value, TensorElementType elementType, OrtValue owner)
        : base(name, value)
    {
        ElementType = elementType;
        _owner = owner;
    }

    public TensorElementType ElementType { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes over a value that a session returned.</summary>
    internal static DisposableNamedOnnxValue FromOrtValue(string name, OrtValue value)
    {
        if (!value.IsTensor)
        {
            throw new NotSupportedException($"Output '{name}' is {value.OnnxType}. This substitute of ONNX Runtime reads tensors only; the real package reads sequences and maps too.");
        }

        var info = value.GetTensorTypeAndShape();
        var shape = Array.ConvertAll(info.Shape, dimension => checked((int)dimension));
        object tensor = info.ElementDataType switch
        {
            TensorElementType.Float => Wrap<float>(value, shape),
            TensorElementType.Double => Wrap<double>(value, shape),
            TensorElementType.Int64 => Wrap<long>(value, shape),
            TensorElementType.Int32 => Wrap<int>(value, shape),
            TensorElementType.Int16 => Wrap<short>(value, shape),
            TensorElementType.Int8 => Wrap<sbyte>(value, shape),
            TensorElementType.UInt64 => Wrap<ulong>(value, shape),
            TensorElementType.UInt32 => Wrap<uint>(value, shape),
            TensorElementType.UInt16 => Wrap<ushort>(value, shape),
            TensorElementType.UInt8 => Wrap<byte>(value, shape),
            TensorElementType.Bool => Wrap<bool>(value, shape),
            TensorElementType.String => new DenseTensor<string>(value.GetStringTensorAsArray(), shape),
            _ => throw new NotSupportedException($"Output '{name}' has elements of type {info.ElementDataType}, which this substitute of ONNX Runtime does not read."),
        };
        return new DisposableNamedOnnxValue(name, tensor, info.ElementDataType, value);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Interlocked.Exchange(ref _owner, null)?.Dispose();
        }
    }

    private static DenseTensor<T> Wrap<T>(OrtValue value, int[] shape)
        where T : unmanaged
        => new(new NativeTensorMemory<T>(value).Memory, shape);
}
