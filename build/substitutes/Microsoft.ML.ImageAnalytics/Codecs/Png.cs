using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>PNG by libpng's simplified interface.</summary>
internal static unsafe partial class Png
{
    private const uint Version = 1;

    /// <summary>Blue, green, red and alpha, a byte each, not premultiplied.</summary>
    private const uint Bgra = 0x01 | 0x02 | 0x10;

    private const uint Rgba = 0x01 | 0x02;

    /// <summary>Samples of 16 bits without a stated gamma are sRGB, like those of 8 bits.</summary>
    private const uint SixteenBitsAreSrgb = 0x04;

    public static bool TryDecode(byte[] content, out MLImage image, out string problem)
    {
        NativeImageLibrary.Prepare();
        image = null;
        var control = new Control { Version = Version };
        try
        {
            fixed (byte* source = content)
            {
                if (BeginRead(&control, source, (nuint)content.Length) == 0)
                {
                    problem = control.Problem;
                    return false;
                }

                if (control.Width > int.MaxValue || control.Height > int.MaxValue / MLImage.BytesPerPixel / control.Width)
                {
                    problem = $"{control.Width} x {control.Height} pixels are too many";
                    return false;
                }

                control.Format = Bgra;
                control.Flags |= SixteenBitsAreSrgb;
                var pixels = new byte[control.Width * control.Height * MLImage.BytesPerPixel];
                fixed (byte* target = pixels)
                {
                    if (FinishRead(&control, null, target, 0, null) == 0)
                    {
                        problem = control.Problem;
                        return false;
                    }
                }

                Premultiplication.Apply(pixels);
                image = new MLImage((int)control.Width, (int)control.Height, MLPixelFormat.Bgra32, pixels);
                problem = null;
                return true;
            }
        }
        finally
        {
            Free(&control);
        }
    }

    public static byte[] Encode(MLImage image)
    {
        NativeImageLibrary.Prepare();
        var control = new Control
        {
            Version = Version,
            Width = (uint)image.Width,
            Height = (uint)image.Height,
            Format = image.PixelFormat == MLPixelFormat.Bgra32 ? Bgra : Rgba,
        };
        byte[] pixels = image.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i++)
        {
            if (i % 4 != 3)
                pixels[i] = Premultiplication.Undo(pixels[i], pixels[i | 3]);
        }

        fixed (byte* source = pixels)
        {
            nuint size = 0;
            if (Write(&control, null, &size, 0, source, 0, null) == 0)
                throw new InvalidOperationException($"libpng cannot write the image: {control.Problem}");
            var content = new byte[size];
            fixed (byte* target = content)
            {
                if (Write(&control, target, &size, 0, source, 0, null) == 0)
                    throw new InvalidOperationException($"libpng cannot write the image: {control.Problem}");
            }

            return content[..(int)size];
        }
    }

    [LibraryImport(NativeImageLibrary.LibPng, EntryPoint = "png_image_begin_read_from_memory")]
    private static partial int BeginRead(Control* image, byte* memory, nuint size);

    [LibraryImport(NativeImageLibrary.LibPng, EntryPoint = "png_image_finish_read")]
    private static partial int FinishRead(Control* image, void* background, byte* buffer, int rowStride, void* colormap);

    [LibraryImport(NativeImageLibrary.LibPng, EntryPoint = "png_image_free")]
    private static partial void Free(Control* image);

    [LibraryImport(NativeImageLibrary.LibPng, EntryPoint = "png_image_write_to_memory")]
    private static partial int Write(Control* image, byte* memory, nuint* size, int convertTo8Bits, byte* buffer, int rowStride, void* colormap);

    /// <summary>libpng's png_image.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Control
    {
        public nint Opaque;
        public uint Version;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColormapEntries;
        public uint WarningOrError;
        public fixed byte Message[64];

        public readonly string Problem
        {
            get
            {
                fixed (byte* message = Message)
                    return Marshal.PtrToStringUTF8((nint)message);
            }
        }
    }
}
