using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Turns the status of a C API call into an exception.</summary>
internal static unsafe class OrtStatus
{
    public static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        try
        {
            var code = ((delegate* unmanaged[Cdecl]<nint, int>)OrtApi.Entry(OrtApiEntry.GetErrorCode))(status);
            var message = ((delegate* unmanaged[Cdecl]<nint, nint>)OrtApi.Entry(OrtApiEntry.GetErrorMessage))(status);
            throw new OnnxRuntimeException((ErrorCode)code, Marshal.PtrToStringUTF8(message) ?? string.Empty);
        }
        finally
        {
            OrtApi.Release(OrtApiEntry.ReleaseStatus, status);
        }
    }
}
