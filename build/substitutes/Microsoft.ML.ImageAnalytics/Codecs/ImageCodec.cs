using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Reads and writes image files by the libraries of the system.</summary>
internal static class ImageCodec
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    public static bool TryDecode(byte[] content, out MLImage image, out string problem)
    {
        if (content.AsSpan().StartsWith(PngSignature))
            return Png.TryDecode(content, out image, out problem);
        if (content.AsSpan().StartsWith(JpegSignature))
            return Jpeg.TryDecode(content, out image, out problem);
        image = null;
        problem = content.Length == 0 ? "it is empty" : "it is neither PNG nor JPEG";
        return false;
    }

    public static bool TryEncode(MLImage image, string extension, out byte[] content)
    {
        content = extension?.ToLowerInvariant() switch
        {
            ".png" => Png.Encode(image),
            ".jpg" or ".jpeg" => Jpeg.Encode(image),
            _ => null,
        };
        return content != null;
    }
}
