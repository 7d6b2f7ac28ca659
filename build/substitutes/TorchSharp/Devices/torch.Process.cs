using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>Settings of the whole process.</summary>
public static partial class torch
{
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Shim.ts_version())!;

    // As in the real package, the default is this assembly's own: libtorch's stays what it is, and so do the modules' parameters.
    private static ScalarType defaultType = ScalarType.Float32;

    public static ScalarType get_default_dtype() => defaultType;

    public static void set_default_dtype(ScalarType dtype) => defaultType = is_floating_point(dtype)
        ? dtype
        : throw new ArgumentException("only floating-point types are supported as the default type");

    public static int get_num_threads() => Shim.ts_get_num_threads();

    public static void set_num_threads(int num) => Shim.Check(Shim.ts_set_num_threads(num));

    public static int get_num_interop_threads() => Shim.ts_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => Shim.Check(Shim.ts_set_num_interop_threads(num));
}
