using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Images;

/// <summary>Makes small images out of colours, and a folder that goes with the test.</summary>
internal static class Pictures
{
    public static readonly (byte R, byte G, byte B) Red = (200, 10, 20);
    public static readonly (byte R, byte G, byte B) Blue = (30, 40, 250);

    public static MLImage Make(int width, int height, Func<int, int, (byte R, byte G, byte B)> colour, MLPixelFormat format = MLPixelFormat.Bgra32)
    {
        var pixels = new byte[width * height * 4];
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i += 4)
            {
                (byte r, byte g, byte b) = colour(x, y);
                (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) =
                    format == MLPixelFormat.Bgra32 ? (b, g, r, byte.MaxValue) : (r, g, b, byte.MaxValue);
            }
        }

        return MLImage.CreateFromPixels(width, height, format, pixels);
    }

    /// <summary>Colours that tell every pixel and every channel apart.</summary>
    public static (byte R, byte G, byte B) Distinct(int x, int y) => ((byte)(10 + x), (byte)(100 + y), (byte)(200 + x + (5 * y)));

    public static (byte R, byte G, byte B) ColourAt(MLImage image, int x, int y)
    {
        byte[] colours = image.GetBGRPixels;
        int i = ((y * image.Width) + x) * 3;
        return (colours[i + 2], colours[i + 1], colours[i]);
    }
}
