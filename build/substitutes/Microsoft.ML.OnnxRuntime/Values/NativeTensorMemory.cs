using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Shows the memory of a tensor that ONNX Runtime owns as <see cref="Memory{T}" />.</summary>
internal sealed unsafe class NativeTensorMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly OrtValue _owner;
    private readonly void* _data;
    private readonly int _length;

    public NativeTensorMemory(OrtValue owner)
    {
        _owner = owner;
        var span = owner.GetTensorMutableDataAsSpan<T>();
        _data = Unsafe.AsPointer(ref MemoryMarshal.GetReference(span));
        _length = span.Length;
    }

    public override Span<T> GetSpan()
    {
        // Once the owner is disposed the memory may be anyone's.
        _ = _owner.Pointer;
        return new Span<T>(_data, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length);
        return new MemoryHandle((T*)_data + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
        // Native memory does not move.
    }

    protected override void Dispose(bool disposing)
    {
        // The session's result owns the memory.
    }
}
