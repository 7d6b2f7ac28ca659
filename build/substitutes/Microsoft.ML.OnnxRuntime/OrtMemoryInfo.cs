using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Says where a tensor's memory lies.</summary>
public class OrtMemoryInfo : SafeHandle
{
    private static readonly Lazy<OrtMemoryInfo> s_default = new(CreateCpu);

    private OrtMemoryInfo(nint pointer)
        : base(pointer, ownsHandle: true)
    {
    }

    /// <summary>The processor's memory.</summary>
    public static OrtMemoryInfo DefaultInstance => s_default.Value;

    public string Name => Marshal.PtrToStringUTF8(OrtApi.Get(OrtApiEntry.MemoryInfoGetName, handle));

    public int Id => OrtApi.GetInt(OrtApiEntry.MemoryInfoGetId, handle);

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        OrtApi.Release(OrtApiEntry.ReleaseMemoryInfo, handle);
        handle = 0;
        return true;
    }

    private static unsafe OrtMemoryInfo CreateCpu()
    {
        const int DeviceAllocator = 0;
        const int DefaultMemory = 0;
        nint info;
        var create = (delegate* unmanaged[Cdecl]<int, int, nint*, nint>)OrtApi.Entry(OrtApiEntry.CreateCpuMemoryInfo);
        OrtStatus.Check(create(DeviceAllocator, DefaultMemory, &info));
        return new OrtMemoryInfo(info);
    }
}
