using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>
/// Reads an image at another size: by Mitchell and Netravali's cubic where it grows, by halving and then bilinearly where it shrinks.
/// Pixels come out opaque, as on a black ground.
/// </summary>
internal sealed class ImageSampler
{
    private readonly byte[] _pixels;
    private readonly int _width;
    private readonly int _height;
    private readonly float _scaleX;
    private readonly float _scaleY;
    private readonly bool _grows;

    public ImageSampler(MLImage source, int drawnWidth, int drawnHeight)
    {
        _pixels = source.Pixels.ToArray();
        _width = source.Width;
        _height = source.Height;
        while (_width >= 2 * drawnWidth && _height >= 2 * drawnHeight && _width > 1 && _height > 1)
            (_pixels, _width, _height) = Halve(_pixels, _width, _height);
        _scaleX = (float)_width / drawnWidth;
        _scaleY = (float)_height / drawnHeight;
        _grows = _scaleX < 1 || _scaleY < 1;
    }

    public void Sample(int x, int y, Span<byte> target)
    {
        float sourceX = ((x + 0.5f) * _scaleX) - 0.5f;
        float sourceY = ((y + 0.5f) * _scaleY) - 0.5f;
        int left = (int)MathF.Floor(sourceX);
        int top = (int)MathF.Floor(sourceY);
        Span<float> across = stackalloc float[4];
        Span<float> down = stackalloc float[4];
        Weights(sourceX - left, across);
        Weights(sourceY - top, down);

        Span<float> sums = stackalloc float[3];
        for (int j = 0; j < 4; j++)
        {
            int row = Math.Clamp(top - 1 + j, 0, _height - 1) * _width;
            for (int i = 0; i < 4; i++)
            {
                int pixel = (row + Math.Clamp(left - 1 + i, 0, _width - 1)) * MLImage.BytesPerPixel;
                float weight = across[i] * down[j];
                for (int c = 0; c < 3; c++)
                    sums[c] += weight * _pixels[pixel + c];
            }
        }

        for (int c = 0; c < 3; c++)
            target[c] = (byte)Math.Clamp(sums[c] + 0.5f, 0, byte.MaxValue);
        target[3] = byte.MaxValue;
    }

    /// <summary>The weights of the four pixels around a place that is a fraction behind the second.</summary>
    private void Weights(float fraction, Span<float> weights)
    {
        if (!_grows)
        {
            weights[1] = 1 - fraction;
            weights[2] = fraction;
            return;
        }

        for (int i = 0; i < 4; i++)
            weights[i] = Mitchell(Math.Abs(fraction + 1 - i));
    }

    /// <summary>The cubic filter with B = C = 1/3 (Mitchell and Netravali, 1988).</summary>
    private static float Mitchell(float distance)
    {
        float square = distance * distance;
        return distance switch
        {
            < 1 => ((7 * square * distance) - (12 * square) + (16f / 3)) / 6,
            < 2 => ((-7f / 3 * square * distance) + (12 * square) - (20 * distance) + (32f / 3)) / 6,
            _ => 0,
        };
    }

    private static (byte[] Pixels, int Width, int Height) Halve(byte[] pixels, int width, int height)
    {
        int halfWidth = width / 2;
        int halfHeight = height / 2;
        var half = new byte[halfWidth * halfHeight * MLImage.BytesPerPixel];
        int stride = width * MLImage.BytesPerPixel;
        for (int y = 0; y < halfHeight; y++)
        {
            for (int x = 0; x < halfWidth * MLImage.BytesPerPixel; x++)
            {
                int pixel = x / MLImage.BytesPerPixel;
                int corner = (2 * y * stride) + x + (pixel * MLImage.BytesPerPixel);
                int sum = pixels[corner] + pixels[corner + MLImage.BytesPerPixel] + pixels[corner + stride] + pixels[corner + stride + MLImage.BytesPerPixel];
                half[(y * halfWidth * MLImage.BytesPerPixel) + x] = (byte)((sum + 2) / 4);
            }
        }

        return (half, halfWidth, halfHeight);
    }
}
