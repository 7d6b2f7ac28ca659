using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes an image of another size.</summary>
internal static class ImageResizer
{
    private const int FixedPointBits = 32;
    private const float FixedPointOne = 4294967296f;
    private const long FixedPointBias = 1 << 16;

    public static MLImage Resize(MLImage source, ImageResizingOptions options)
    {
        int width = options.Type.Width;
        int height = options.Type.Height;
        if (options.Resizing == ImageResizingEstimator.ResizingKind.Fill)
            return Stretch(source, width, height);

        bool crops = options.Resizing == ImageResizingEstimator.ResizingKind.IsoCrop;
        float widthRatio = (float)width / source.Width;
        float heightRatio = (float)height / source.Height;
        bool byWidth = heightRatio < widthRatio == crops;
        float scale = byWidth ? widthRatio : heightRatio;

        // The rest of the other direction: room to fill with padding, or (negative) what is cut off.
        float horizontalRest = width - (source.Width * scale);
        float verticalRest = height - (source.Height * scale);
        int left = byWidth ? 0 : (int)(horizontalRest * (crops ? ShareLeft(options.Anchor) : 0.5f));
        int top = byWidth ? (int)(verticalRest * (crops ? ShareAbove(options.Anchor) : 0.5f)) : 0;
        return Draw(source, width, height, left, top, (int)(source.Width * scale), (int)(source.Height * scale));
    }

    /// <summary>Takes the nearest pixel.</summary>
    private static MLImage Stretch(MLImage source, int width, int height)
    {
        ReadOnlySpan<byte> from = source.Pixels;
        var pixels = new byte[width * height * MLImage.BytesPerPixel];
        for (int y = 0; y < height; y++)
        {
            int row = Nearest(y, height, source.Height, source.PixelFormat) * source.Width;
            for (int x = 0; x < width; x++)
            {
                int pixel = (row + Nearest(x, width, source.Width, source.PixelFormat)) * MLImage.BytesPerPixel;
                from.Slice(pixel, MLImage.BytesPerPixel).CopyTo(pixels.AsSpan(((y * width) + x) * MLImage.BytesPerPixel));
            }
        }

        return new MLImage(width, height, source.PixelFormat, pixels);
    }

    /// <summary>Draws the image into a rectangle on black; what lies outside is cut off, and what the rectangle leaves is padding.</summary>
    private static MLImage Draw(MLImage source, int width, int height, int left, int top, int drawnWidth, int drawnHeight)
    {
        var pixels = new byte[width * height * MLImage.BytesPerPixel];
        var sampler = new ImageSampler(source, drawnWidth, drawnHeight);
        for (int y = Math.Max(0, top); y < Math.Min(height, top + drawnHeight); y++)
        {
            for (int x = Math.Max(0, left); x < Math.Min(width, left + drawnWidth); x++)
                sampler.Sample(x - left, y - top, pixels.AsSpan(((y * width) + x) * MLImage.BytesPerPixel, MLImage.BytesPerPixel));
        }

        if (source.PixelFormat == MLPixelFormat.Rgba32)
            SwapRedAndBlue(pixels);
        return new MLImage(width, height, MLPixelFormat.Bgra32, pixels);
    }

    private static void SwapRedAndBlue(byte[] pixels)
    {
        for (int i = 0; i < pixels.Length; i += MLImage.BytesPerPixel)
            (pixels[i], pixels[i + 2]) = (pixels[i + 2], pixels[i]);
    }

    /// <summary>Skia's choice: for blue first in fixed point, just before the pixel's centre where two are as near.</summary>
    private static int Nearest(int position, int size, int sourceSize, MLPixelFormat format)
    {
        if (format != MLPixelFormat.Bgra32)
            return Math.Min((int)((position + 0.5) * sourceSize / size), sourceSize - 1);

        float step = 1f / ((float)size / sourceSize);
        long first = (long)(0.5f * step * FixedPointOne) - FixedPointBias;
        return (int)Math.Clamp((first + (position * (long)(step * FixedPointOne))) >> FixedPointBits, 0, sourceSize - 1);
    }

    private static float ShareLeft(ImageResizingEstimator.Anchor anchor) => anchor switch
    {
        ImageResizingEstimator.Anchor.Left => 0,
        ImageResizingEstimator.Anchor.Right => 1,
        _ => 0.5f,
    };

    private static float ShareAbove(ImageResizingEstimator.Anchor anchor) => anchor switch
    {
        ImageResizingEstimator.Anchor.Top => 0,
        ImageResizingEstimator.Anchor.Bottom => 1,
        _ => 0.5f,
    };
}
