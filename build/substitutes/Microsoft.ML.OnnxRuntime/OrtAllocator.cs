using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>An allocator of ONNX Runtime.</summary>
public class OrtAllocator : SafeHandle
{
    private static readonly Lazy<OrtAllocator> s_default = new(() => new OrtAllocator(OrtApi.Create(OrtApiEntry.GetAllocatorWithDefaultOptions)));

    private OrtAllocator(nint pointer)
        : base(pointer, ownsHandle: false)
    {
    }

    public static OrtAllocator DefaultInstance => s_default.Value;

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    // The default allocator belongs to the library.
    protected override bool ReleaseHandle() => true;
}
