using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>ONNX Runtime's environment, of which a process has one.</summary>
public sealed unsafe class OrtEnv : SafeHandle
{
    private const string LogId = "CSharpOnnxRuntime";

    private static readonly Lazy<OrtEnv> s_instance = new(Create);

    private OrtEnv(nint pointer)
        : base(pointer, ownsHandle: true)
    {
    }

    public static bool IsCreated => s_instance.IsValueCreated;

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    public static OrtEnv Instance() => s_instance.Value;

    public string GetVersionString() => OrtApi.Version;

    public string[] GetAvailableProviders()
    {
        nint list;
        int count;
        OrtApi.Call(OrtApiEntry.GetAvailableProviders, (nint)(&list), (nint)(&count));
        try
        {
            var names = new string[count];
            for (var i = 0; i < count; i++)
            {
                names[i] = Marshal.PtrToStringUTF8(((nint*)list)[i]);
            }

            return names;
        }
        finally
        {
            OrtApi.Call(OrtApiEntry.ReleaseAvailableProviders, list, count);
        }
    }

    // Sessions may outlive every managed owner, so the environment stays until the process ends.
    protected override bool ReleaseHandle() => true;

    private static OrtEnv Create()
    {
        nint environment;
        fixed (byte* logId = NativeText.Encode(LogId))
        {
            var create = (delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)OrtApi.Entry(OrtApiEntry.CreateEnv);
            OrtStatus.Check(create((int)OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, logId, &environment));
        }

        return new OrtEnv(environment);
    }
}
