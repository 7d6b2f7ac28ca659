using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>An image of four bytes a pixel, row after row. Colours are premultiplied by alpha.</summary>
public sealed class MLImage : IDisposable
{
    internal const int BytesPerPixel = 4;

    private readonly MLPixelFormat _pixelFormat;
    private readonly int _width;
    private readonly int _height;
    private byte[] _pixels;
    private string _tag;

    internal MLImage(int width, int height, MLPixelFormat pixelFormat, byte[] pixels)
    {
        _width = width;
        _height = height;
        _pixelFormat = pixelFormat;
        _pixels = pixels;
    }

    public int Width => Live(_width);

    public int Height => Live(_height);

    public int BitsPerPixel => Live(BytesPerPixel * 8);

    public MLPixelFormat PixelFormat => Live(_pixelFormat);

    public ReadOnlySpan<byte> Pixels => Live(_pixels);

    /// <summary>Three bytes a pixel: blue, green and red, not premultiplied.</summary>
    public byte[] GetBGRPixels
    {
        get
        {
            byte[] pixels = Live(_pixels);
            (int red, int blue) = _pixelFormat == MLPixelFormat.Bgra32 ? (2, 0) : (0, 2);
            var colours = new byte[_width * _height * 3];
            for (int from = 0, to = 0; to < colours.Length; from += BytesPerPixel)
            {
                byte alpha = pixels[from + 3];
                colours[to++] = Premultiplication.Undo(pixels[from + blue], alpha);
                colours[to++] = Premultiplication.Undo(pixels[from + 1], alpha);
                colours[to++] = Premultiplication.Undo(pixels[from + red], alpha);
            }

            return colours;
        }
    }

    public string Tag
    {
        get => Live(_tag);
        set => _tag = Live(value);
    }

    public static MLImage CreateFromStream(Stream imageStream)
    {
        if (imageStream is null)
            throw new ArgumentNullException(nameof(imageStream));
        using var content = new MemoryStream();
        imageStream.CopyTo(content);
        return ImageCodec.TryDecode(content.ToArray(), out MLImage image, out string problem)
            ? image
            : throw new ArgumentException($"Invalid input stream contents: {problem}", nameof(imageStream));
    }

    public static MLImage CreateFromFile(string imagePath)
    {
        if (imagePath is null)
            throw new ArgumentNullException(nameof(imagePath));
        if (!File.Exists(imagePath))
            throw new ArgumentException($"Invalid path: there is no file '{imagePath}'", nameof(imagePath));
        return ImageCodec.TryDecode(File.ReadAllBytes(imagePath), out MLImage image, out string problem)
            ? image
            : throw new ArgumentException($"Invalid path: '{imagePath}' is not an image that can be read: {problem}", nameof(imagePath));
    }

    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        if (pixelFormat != MLPixelFormat.Bgra32 && pixelFormat != MLPixelFormat.Rgba32)
            throw new ArgumentException("Unsupported pixel format", nameof(pixelFormat));
        if (width <= 0)
            throw new ArgumentException("Invalid width value.", nameof(width));
        if (height <= 0)
            throw new ArgumentException("Invalid height value.", nameof(height));
        if (imagePixelData.Length != width * height * BytesPerPixel)
            throw new ArgumentException($"Invalid {nameof(imagePixelData)} buffer size.");
        return new MLImage(width, height, pixelFormat, imagePixelData.ToArray());
    }

    public void Save(string imagePath)
    {
        Live(_pixels);
        string extension = Path.GetExtension(imagePath);
        if (!ImageCodec.TryEncode(this, extension, out byte[] content))
        {
            throw new ArgumentException(
                $"Saving image with the format '{extension}' is not supported. Save it with the extension '.png', '.jpg' or '.jpeg'.", nameof(imagePath));
        }

        File.WriteAllBytes(imagePath, content);
    }

    public void Dispose() => _pixels = null;

    private T Live<T>(T value) => _pixels == null ? throw new InvalidOperationException("Object is disposed.") : value;
}
