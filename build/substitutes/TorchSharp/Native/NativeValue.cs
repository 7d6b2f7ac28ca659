using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>One boxed value on its way to or from the dispatcher; the shim's <c>ts_value</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeValue
{
    [FieldOffset(0)] public ValueTag Tag;

    /// <summary>A list's or a string's length; a device's type.</summary>
    [FieldOffset(4)] public int Count;

    [FieldOffset(8)] public long Integer;
    [FieldOffset(8)] public double Double;
    [FieldOffset(8)] public void* Pointer;
}
