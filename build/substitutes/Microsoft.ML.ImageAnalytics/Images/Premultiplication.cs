namespace Microsoft.ML.Transforms.Image;

/// <summary>Colours that carry their pixel's alpha as a factor.</summary>
internal static class Premultiplication
{
    public static void Apply(Span<byte> pixels)
    {
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int alpha = pixels[i + 3];
            if (alpha == byte.MaxValue)
                continue;
            for (int c = 0; c < 3; c++)
                pixels[i + c] = (byte)(((pixels[i + c] * alpha) + (byte.MaxValue / 2)) / byte.MaxValue);
        }
    }

    public static byte Undo(byte colour, byte alpha) => alpha switch
    {
        byte.MaxValue => colour,
        0 => 0,
        _ => (byte)Math.Min(byte.MaxValue, ((colour * byte.MaxValue) + (alpha / 2)) / alpha),
    };
}
