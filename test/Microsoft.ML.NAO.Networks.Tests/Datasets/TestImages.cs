using System.Buffers.Binary;
using System.IO.Compression;

namespace Microsoft.ML.NAO.Networks.Tests.Datasets;

/// <summary>Small files in the formats of images.</summary>
internal static class TestImages
{
    // 8×8 pixels of one colour (about 200, 100, 50) in JPEG's baseline: the three mean values and no frequencies.
    public const string Jpeg =
        "/9j/2wBDAAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAj/wAARCAAIAAgDAREAAhEAAxEA" +
        "/8QAFQAAAgAAAAAAAAAAAAAAAAAAAwb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIAAwAAPwAZVOz/2Q==";

    // One white pixel.
    public const string Gif = "R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==";

    /// <summary>A bitmap of 24 bits a pixel, whose red is as given, green one more, and blue two more.</summary>
    public static byte[] Bmp(int width, int height, Func<int, int, byte> red)
    {
        const int Header = 54;
        int row = ((width * 3) + 3) / 4 * 4;
        var file = new byte[Header + (row * height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), Header);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 24;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = Header + ((height - 1 - y) * row) + (x * 3);
                byte value = red(x, y);
                (file[at], file[at + 1], file[at + 2]) = ((byte)(value + 2), (byte)(value + 1), value);
            }
        }

        return file;
    }

    /// <summary>A PNG of 8 bits a channel, with the colours of <see cref="Bmp"/>.</summary>
    public static byte[] Png(int width, int height, Func<int, int, byte> red)
    {
        using var pixels = new MemoryStream();
        using (var compression = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                compression.WriteByte(0);
                for (int x = 0; x < width; x++)
                {
                    byte value = red(x, y);
                    compression.Write([value, (byte)(value + 1), (byte)(value + 2)]);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, pixels.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A Targa file of 24 bits a pixel, all of one colour.</summary>
    public static byte[] Tga(int width, int height) =>
        [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)width, 0, (byte)height, 0, 24, 0x20, .. Enumerable.Repeat((byte)77, width * height * 3)];

    /// <summary>A Photoshop file of 8 bits a channel, all of one value, its rows packed or not.</summary>
    public static byte[] Psd(int width, int height, bool packed)
    {
        byte[] rows = packed
            ? [.. Enumerable.Repeat(new byte[] { 0, 2 }, 3 * height).SelectMany(row => row), .. Enumerable.Repeat(new[] { (byte)(257 - width), (byte)9 }, 3 * height).SelectMany(row => row)]
            : [.. Enumerable.Repeat((byte)9, 3 * width * height)];
        return
        [
            .. "8BPS"u8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, (byte)height, 0, 0, 0, (byte)width, 0, 8, 0, 3,
            .. new byte[12], 0, packed ? (byte)1 : (byte)0, .. rows,
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        name.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        return chunk;
    }
}
