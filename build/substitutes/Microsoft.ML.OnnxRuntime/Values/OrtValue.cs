using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A value that goes into or comes out of a session.</summary>
public unsafe class OrtValue : IReadOnlyOrtValue, IDisposable
{
    private nint _value;
    private MemoryHandle _pinned;

    internal OrtValue(nint value) => _value = value;

    private OrtValue(nint value, MemoryHandle pinned)
    {
        _value = value;
        _pinned = pinned;
    }

    ~OrtValue()
    {
        Dispose(false);
    }

    public OnnxValueType OnnxType => (OnnxValueType)OrtApi.GetInt(OrtApiEntry.GetValueType, Pointer);

    public bool IsTensor => OrtApi.GetInt(OrtApiEntry.IsTensor, Pointer) != 0;

    internal nint Pointer => _value != 0 ? _value : throw new ObjectDisposedException(nameof(OrtValue));

    /// <summary>Wraps an array, which stays pinned until the value is disposed.</summary>
    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged
        => CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new Memory<T>(data), shape);

    /// <summary>Wraps memory, which stays pinned until the value is disposed.</summary>
    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        var type = TensorBase.GetTypeInfo(typeof(T)) ?? throw new OnnxRuntimeException(
            ErrorCode.InvalidArgument,
            $"Tensors of type {typeof(T)} are not supported.");
        var pinned = memory.Pin();
        try
        {
            var value = Wrap(memoryInfo, type.ElementType, shape, (nint)pinned.Pointer, (nint)memory.Length * Unsafe.SizeOf<T>());
            return new OrtValue(value, pinned);
        }
        catch
        {
            pinned.Dispose();
            throw;
        }
    }

    /// <summary>Wraps memory of the caller, who keeps it valid until the value is disposed.</summary>
    public static OrtValue CreateTensorValueWithData(OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, nint dataBufferPtr, long bufferLengthInBytes)
        => new(Wrap(memInfo, elementType, shape, dataBufferPtr, (nint)bufferLengthInBytes));

    /// <summary>Makes a tensor whose memory belongs to ONNX Runtime.</summary>
    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            var create = (delegate* unmanaged[Cdecl]<nint, long*, nuint, int, nint*, nint>)OrtApi.Entry(OrtApiEntry.CreateTensorAsOrtValue);
            OrtStatus.Check(create(allocator.Pointer, dimensions, (nuint)shape.Length, (int)elementType, &value));
        }

        return new OrtValue(value);
    }

    public static OrtValue CreateTensorWithEmptyStrings(OrtAllocator allocator, long[] shape)
        => CreateAllocatedTensorValue(allocator, TensorElementType.String, shape);

    public static OrtValue CreateFromStringTensor(Tensor<string> tensor)
    {
        var shape = Array.ConvertAll(tensor.Dimensions.ToArray(), dimension => (long)dimension);
        var value = CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        try
        {
            for (var i = 0; i < tensor.Length; i++)
            {
                value.StringTensorSetElementAt(tensor.GetValue(i).AsSpan(), i);
            }

            return value;
        }
        catch
        {
            value.Dispose();
            throw;
        }
    }

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        var info = OrtApi.Get(OrtApiEntry.GetTensorTypeAndShape, Pointer);
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            OrtApi.Release(OrtApiEntry.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    /// <summary>The tensor's elements, valid until the value is disposed.</summary>
    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged
        => GetTensorMutableDataAsSpan<T>();

    /// <summary>The tensor's elements, valid until the value is disposed.</summary>
    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        var info = OrtApi.Get(OrtApiEntry.GetTensorTypeAndShape, Pointer);
        try
        {
            var actual = (TensorElementType)OrtApi.GetInt(OrtApiEntry.GetTensorElementType, info);
            if (TensorBase.GetTypeInfo(typeof(T))?.ElementType != actual)
            {
                throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"The tensor's elements are {actual}, not {typeof(T).Name}.");
            }

            var count = OrtApi.Get(OrtApiEntry.GetTensorShapeElementCount, info);
            return count == 0 ? [] : new Span<T>((void*)OrtApi.Get(OrtApiEntry.GetTensorMutableData, Pointer), checked((int)count));
        }
        finally
        {
            OrtApi.Release(OrtApiEntry.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    public string[] GetStringTensorAsArray()
    {
        var result = new string[GetTensorTypeAndShape().ElementCount];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = GetStringElement(i);
        }

        return result;
    }

    public string GetStringElement(int index)
    {
        nint length;
        OrtApi.Call(OrtApiEntry.GetStringTensorElementLength, Pointer, index, (nint)(&length));
        if (length == 0)
        {
            return string.Empty;
        }

        var bytes = new byte[length];
        fixed (byte* text = bytes)
        {
            OrtApi.Call(OrtApiEntry.GetStringTensorElement, Pointer, length, index, (nint)text);
        }

        return Encoding.UTF8.GetString(bytes);
    }

    public void StringTensorSetElementAt(ReadOnlySpan<char> str, int index)
    {
        // By its length: a text may have zeros in it.
        var length = Encoding.UTF8.GetByteCount(str);
        byte* text;
        OrtApi.Call(OrtApiEntry.GetResizedStringTensorElementBuffer, Pointer, index, length, (nint)(&text));
        Encoding.UTF8.GetBytes(str, new Span<byte>(text, length));
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        var value = Interlocked.Exchange(ref _value, 0);
        if (value != 0)
        {
            OrtApi.Release(OrtApiEntry.ReleaseValue, value);
            _pinned.Dispose();
        }
    }

    private static nint Wrap(OrtMemoryInfo memory, TensorElementType type, long[] shape, nint data, nint bytes)
    {
        nint value;
        fixed (long* dimensions = shape)
        {
            var create = (delegate* unmanaged[Cdecl]<nint, nint, nint, long*, nuint, int, nint*, nint>)OrtApi.Entry(OrtApiEntry.CreateTensorWithDataAsOrtValue);
            OrtStatus.Check(create(memory.Pointer, data, bytes, dimensions, (nuint)shape.Length, (int)type, &value));
        }

        return value;
    }
}
