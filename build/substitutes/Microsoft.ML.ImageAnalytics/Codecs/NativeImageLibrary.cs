using System.Reflection;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Finds the system's libraries, and says what to install where they are missing.</summary>
internal static class NativeImageLibrary
{
    public const string LibPng = "png16";
    public const string TurboJpeg = "turbojpeg";

    private static readonly Dictionary<string, (string[] Files, string Package)> _libraries = new()
    {
        [LibPng] = (["libpng16.so.16", "libpng16.so", "libpng16.16.dylib", "libpng16.dll"], "libpng16-16"),
        [TurboJpeg] = (["libturbojpeg.so.0", "libturbojpeg.so", "libturbojpeg.0.dylib", "turbojpeg.dll"], "libturbojpeg0"),
    };

    static NativeImageLibrary() => NativeLibrary.SetDllImportResolver(typeof(NativeImageLibrary).Assembly, Resolve);

    /// <summary>To be called before the first call into a library.</summary>
    public static void Prepare()
    {
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (!_libraries.TryGetValue(name, out (string[] Files, string Package) library))
            return 0;
        foreach (string file in library.Files)
        {
            if (NativeLibrary.TryLoad(file, assembly, searchPath, out nint handle))
                return handle;
        }

        throw new DllNotFoundException(
            $"The system's library '{library.Files[0]}' cannot be loaded. On Debian and Ubuntu: apt-get install {library.Package}");
    }
}
