using System.Buffers.Binary;
using StbImageSharp;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Decodes an image's file, once its sizes are known to be such as its bytes can hold.</summary>
internal sealed class ImageDecoder
{
    // Compression packs a thousand pixels into a byte at most, where they are all alike.
    private const int MostPixelsPerByte = 1024;
    private const int AlwaysAllowedPixels = 1 << 20;

    // Of a PNG's chunk: its length and its name, and the checksum after it.
    private const int ChunkHeader = 8;
    private const int ChunkEnd = 4;

    private readonly string _path;
    private readonly byte[] _content;

    /// <summary>Reads a file, and the size that it states.</summary>
    /// <param name="path">The path.</param>
    /// <param name="channels">The channels to decode to: 1 for grey, 3 for colour.</param>
    /// <exception cref="InvalidDataException">It is no image, or states more than its bytes can hold.</exception>
    public ImageDecoder(string path, int channels)
    {
        _path = path;
        _content = File.ReadAllBytes(path);
        CheckChunks();
        if (Try(() => ImageInfo.FromStream(new ImageStream(_content))) is not { Height: > 0, Width: > 0 } info)
        {
            throw Refuse("it begins as none of the formats, or states a size that none may have");
        }

        long pixels = (long)info.Height * info.Width;
        if (pixels > Math.Max(AlwaysAllowedPixels, (long)_content.Length * MostPixelsPerByte) || pixels * channels > Array.MaxLength)
        {
            throw Refuse($"it states a size of {info.Height}×{info.Width} pixels, which so few bytes cannot hold");
        }

        Shape = new ImageShape(channels, info.Height, info.Width);
    }

    /// <summary>The image's shape.</summary>
    public ImageShape Shape { get; }

    /// <summary>Decodes the image.</summary>
    /// <returns>Its values, pixel by pixel.</returns>
    /// <exception cref="InvalidDataException">It cannot be decoded.</exception>
    public byte[] Decode()
    {
        ImageResult image = Try(() => ImageResult.FromStream(new ImageStream(_content), Shape.Channels == 1 ? ColorComponents.Grey : ColorComponents.RedGreenBlue));
        return image.Height == Shape.Height && image.Width == Shape.Width && image.Data.Length == Shape.Size
            ? image.Data
            : throw Refuse($"it states a size of {Shape.Height}×{Shape.Width} pixels, and has {image.Height}×{image.Width}");
    }

    // The decoder takes the memory that a PNG's chunk asks for before it reads the chunk.
    private void CheckChunks()
    {
        ReadOnlySpan<byte> signature = [0x89, .. "PNG\r\n\x1a\n"u8];
        if (!_content.AsSpan().StartsWith(signature))
        {
            return;
        }

        for (long place = signature.Length; place + ChunkHeader <= _content.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(_content.AsSpan((int)place));
            if (length > _content.Length - place - ChunkHeader)
            {
                throw Refuse($"a chunk at byte {place} states {length} bytes, and {_content.Length - place - ChunkHeader} follow");
            }

            place += ChunkHeader + length + ChunkEnd;
        }
    }

    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error)
        {
            // The decoder throws what it happens upon: exceptions of its own, and those of reading past an array's end.
            throw Refuse(error.Message, error);
        }
    }

    private InvalidDataException Refuse(string reason, Exception? error = null) =>
        new($"'{_path}' is no image that can be read ({_content.Length} bytes): {reason}", error);
}
