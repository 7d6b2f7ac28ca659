using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>JPEG by libjpeg-turbo's own interface.</summary>
internal static unsafe partial class Jpeg
{
    private const int Rgba = 7;
    private const int Bgra = 8;
    private const int FullColour = 0;
    private const int BestQuality = 100;

    /// <summary>The kind of error after which the pixels are there nevertheless, as those of a file that is cut off.</summary>
    private const int Warning = 0;

    public static bool TryDecode(byte[] content, out MLImage image, out string problem)
    {
        NativeImageLibrary.Prepare();
        image = null;
        nint handle = InitDecompress();
        try
        {
            fixed (byte* source = content)
            {
                if (DecompressHeader(handle, source, new CULong((nuint)content.Length), out int width, out int height, out _, out _) != 0
                    && (ErrorCode(handle) != Warning || width <= 0 || height <= 0))
                {
                    problem = Problem(handle);
                    return false;
                }

                if (height > int.MaxValue / MLImage.BytesPerPixel / width)
                {
                    problem = $"{width} x {height} pixels are too many";
                    return false;
                }

                var pixels = new byte[width * height * MLImage.BytesPerPixel];
                fixed (byte* target = pixels)
                {
                    if (Decompress(handle, source, new CULong((nuint)content.Length), target, width, 0, height, Bgra, 0) != 0
                        && ErrorCode(handle) != Warning)
                    {
                        problem = Problem(handle);
                        return false;
                    }
                }

                image = new MLImage(width, height, MLPixelFormat.Bgra32, pixels);
                problem = null;
                return true;
            }
        }
        finally
        {
            Destroy(handle);
        }
    }

    public static byte[] Encode(MLImage image)
    {
        NativeImageLibrary.Prepare();
        nint handle = InitCompress();
        byte* compressed = null;
        try
        {
            var size = new CULong(0);
            int format = image.PixelFormat == MLPixelFormat.Bgra32 ? Bgra : Rgba;
            fixed (byte* source = image.Pixels)
            {
                if (Compress(handle, source, image.Width, 0, image.Height, format, &compressed, &size, FullColour, BestQuality, 0) != 0)
                    throw new InvalidOperationException($"libjpeg-turbo cannot write the image: {Problem(handle)}");
            }

            return new ReadOnlySpan<byte>(compressed, checked((int)size.Value)).ToArray();
        }
        finally
        {
            Free(compressed);
            Destroy(handle);
        }
    }

    private static string Problem(nint handle) => Marshal.PtrToStringUTF8(ErrorText(handle));

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjInitDecompress")]
    private static partial nint InitDecompress();

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjInitCompress")]
    private static partial nint InitCompress();

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjFree")]
    private static partial void Free(byte* buffer);

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjGetErrorStr2")]
    private static partial nint ErrorText(nint handle);

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjGetErrorCode")]
    private static partial int ErrorCode(nint handle);

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjDecompressHeader3")]
    private static partial int DecompressHeader(
        nint handle, byte* source, CULong size, out int width, out int height, out int subsampling, out int colorspace);

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjDecompress2")]
    private static partial int Decompress(
        nint handle, byte* source, CULong size, byte* target, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(NativeImageLibrary.TurboJpeg, EntryPoint = "tjCompress2")]
    private static partial int Compress(
        nint handle, byte* source, int width, int pitch, int height, int pixelFormat, byte** target, CULong* size, int subsampling, int quality, int flags);
}
