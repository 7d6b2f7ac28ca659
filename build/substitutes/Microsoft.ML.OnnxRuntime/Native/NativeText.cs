using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Text on its way to and from the C API: UTF-8, ended by a zero.</summary>
internal static unsafe class NativeText
{
    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text + '\0');

    /// <summary>Reads text that the library allocated, and gives it back.</summary>
    public static string TakeAllocated(nint text)
    {
        var result = Marshal.PtrToStringUTF8(text) ?? string.Empty;
        if (text != 0)
        {
            OrtApi.Call(OrtApiEntry.AllocatorFree, OrtAllocator.DefaultInstance.Pointer, text);
        }

        return result;
    }

    public static void Set(OrtApiEntry entry, nint target, string value)
    {
        fixed (byte* text = Encode(value))
        {
            OrtApi.Call(entry, target, (nint)text);
        }
    }
}
