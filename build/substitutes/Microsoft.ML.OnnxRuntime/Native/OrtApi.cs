using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>ONNX Runtime's C API: a table of function pointers, in which an entry never moves once it is published.</summary>
internal static unsafe class OrtApi
{
    /// <summary>The newest entry used here came with this version of the C API.</summary>
    private const uint ApiVersion = 6;

    private static readonly nint* s_table = Load();

    [StructLayout(LayoutKind.Sequential)]
    private struct ApiBase
    {
        public delegate* unmanaged[Cdecl]<uint, nint*> GetApi;
        public delegate* unmanaged[Cdecl]<byte*> GetVersionString;
    }

    public static string Version => Marshal.PtrToStringUTF8((nint)OrtGetApiBase()->GetVersionString());

    public static nint Entry(OrtApiEntry entry) => s_table[(int)entry];

    // Most functions return a status; null is success.
    public static void Call(OrtApiEntry entry, nint a)
        => OrtStatus.Check(((delegate* unmanaged[Cdecl]<nint, nint>)Entry(entry))(a));

    public static void Call(OrtApiEntry entry, nint a, nint b)
        => OrtStatus.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint>)Entry(entry))(a, b));

    public static void Call(OrtApiEntry entry, nint a, int b)
        => OrtStatus.Check(((delegate* unmanaged[Cdecl]<nint, int, nint>)Entry(entry))(a, b));

    public static void Call(OrtApiEntry entry, nint a, nint b, nint c)
        => OrtStatus.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)Entry(entry))(a, b, c));

    public static void Call(OrtApiEntry entry, nint a, nint b, nint c, nint d)
        => OrtStatus.Check(((delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint>)Entry(entry))(a, b, c, d));

    public static nint Create(OrtApiEntry entry)
    {
        nint result;
        Call(entry, (nint)(&result));
        return result;
    }

    public static nint Get(OrtApiEntry entry, nint a)
    {
        nint result;
        Call(entry, a, (nint)(&result));
        return result;
    }

    public static int GetInt(OrtApiEntry entry, nint a)
    {
        int result;
        Call(entry, a, (nint)(&result));
        return result;
    }

    public static void Release(OrtApiEntry entry, nint a)
        => ((delegate* unmanaged[Cdecl]<nint, void>)Entry(entry))(a);

    [DllImport("onnxruntime", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint OrtSessionOptionsAppendExecutionProvider_CUDA(nint options, int deviceId);

    [DllImport("onnxruntime", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint OrtSessionOptionsAppendExecutionProvider_CPU(nint options, int useArena);

    [DllImport("onnxruntime", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern ApiBase* OrtGetApiBase();

    private static nint* Load()
    {
        var table = OrtGetApiBase()->GetApi(ApiVersion);
        return table is not null
            ? table
            : throw new DllNotFoundException($"The ONNX Runtime library that was loaded is version {Version}; it lacks version {ApiVersion} of the C API.");
    }
}
