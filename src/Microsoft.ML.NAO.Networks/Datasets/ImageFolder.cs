using StbImageSharp;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>
/// Reads a folder of images in PNG, JPEG, BMP, GIF (the first picture), TGA or PSD, with one subfolder for each class, which is named by it.
/// </summary>
public static class ImageFolder
{
    private const string Layout =
        "An image set is a folder with one subfolder for each class, which has the class's images in it: training/cat/1.png, training/dog/1.png.";

    // Compression packs a thousand pixels into a byte at most, where they are all alike.
    private const int MostPixelsPerByte = 1024;
    private const int AlwaysAllowedPixels = 1 << 20;

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tga", ".psd"];

    /// <summary>Reads all images: the classes, and the images of each, in the order of their names.</summary>
    /// <param name="path">The folder. Files that do not have an image's extension are passed over, as are those in deeper folders.</param>
    /// <param name="classNames">The classes of a training set, which a test set shares; null to take the subfolders' names, sorted.</param>
    /// <param name="channels">3 for colour, 1 for grey: an image of the other kind is converted. Transparency is left out.</param>
    /// <returns>The images, with values from 0 to 1. All have the size of the first one.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">
    /// The folder or a class has no images, a subfolder is none of the given classes, or an image cannot be read, has another size than the
    /// first, or states more than 1,024 pixels for each byte of its file and more than a million; the message names the file.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There are neither 1 nor 3 channels.</exception>
    public static ImageDataset Load(string path, IReadOnlyList<string>? classNames = null, int channels = 3)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Images have 3 channels in colour, and 1 in grey.");
        }

        string[] folders = FindClasses(path);
        classNames ??= [.. folders.Select(folder => Path.GetFileName(folder))];
        var files = new List<(string Path, int Label)>();
        foreach (string folder in folders)
        {
            int label = FindLabel(folder, classNames);
            files.AddRange(FindImages(folder).Select(file => (file, label)));
        }

        return Read(files, classNames, channels);
    }

    private static string[] FindClasses(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"There is no folder '{path}'. {Layout}");
        }

        string[] folders = [.. Directory.GetDirectories(path).Where(folder => Path.GetFileName(folder)[0] != '.').Order(StringComparer.Ordinal)];
        return folders.Length > 0 ? folders : throw new InvalidDataException($"'{path}' has no subfolders. {Layout}");
    }

    private static int FindLabel(string folder, IReadOnlyList<string> classNames)
    {
        for (int label = 0; label < classNames.Count; label++)
        {
            if (classNames[label] == Path.GetFileName(folder))
            {
                return label;
            }
        }

        throw new InvalidDataException($"'{folder}' is of a class that the training set does not have; it has {classNames.Count}: {string.Join(", ", classNames.Take(10))}.");
    }

    private static string[] FindImages(string folder)
    {
        string[] files =
        [
            .. Directory.GetFiles(folder)
                .Where(file => Path.GetFileName(file)[0] != '.' && Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0
            ? files
            : throw new InvalidDataException($"'{folder}' has no images: no file in it ends with {string.Join(", ", Extensions)}.");
    }

    private static ImageDataset Read(List<(string Path, int Label)> files, IReadOnlyList<string> classNames, int channels)
    {
        byte[] content = File.ReadAllBytes(files[0].Path);
        ImageShape shape = Measure(files[0].Path, content, channels);
        long values = (long)files.Count * shape.Size;
        if (values > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"{files.Count} images of shape {shape} have {values} values, and a set in memory at most {Array.MaxLength}. Reduce the images' size.");
        }

        var pixels = new float[values];
        for (int i = 0; i < files.Count; i++)
        {
            string path = files[i].Path;
            content = i == 0 ? content : File.ReadAllBytes(path);
            ImageShape own = Measure(path, content, channels);
            if (own != shape)
            {
                throw new InvalidDataException(
                    $"'{path}' has {own.Height}×{own.Width} pixels, and the first image, '{files[0].Path}', {shape.Height}×{shape.Width}. A network takes images of one size: resize or crop them before.");
            }

            ToPlanes(Decode(path, content, shape), pixels.AsSpan(i * shape.Size, shape.Size), channels);
        }

        return new ImageDataset(shape, pixels, [.. files.Select(file => file.Label)], classNames);
    }

    /// <summary>Reads an image's size, before the decoder takes the memory for it.</summary>
    private static ImageShape Measure(string path, byte[] content, int channels)
    {
        ImageInfo? info = Try(path, content, () => ImageInfo.FromStream(new MemoryStream(content)));
        if (info is not { Height: > 0, Width: > 0 } known)
        {
            throw Refuse(path, content, "it has the beginning of none of the formats");
        }

        long pixels = (long)known.Height * known.Width;
        return pixels <= Math.Max(AlwaysAllowedPixels, (long)content.Length * MostPixelsPerByte) && pixels * channels <= Array.MaxLength
            ? new ImageShape(channels, known.Height, known.Width)
            : throw Refuse(path, content, $"it states {known.Height}×{known.Width} pixels, more than so few bytes can hold");
    }

    private static byte[] Decode(string path, byte[] content, ImageShape shape)
    {
        ImageResult image = Try(path, content, () => ImageResult.FromMemory(
            content, shape.Channels == 1 ? ColorComponents.Grey : ColorComponents.RedGreenBlue));
        return (image.Height, image.Width) == (shape.Height, shape.Width) && image.Data.Length == shape.Size
            ? image.Data
            : throw Refuse(path, content, $"it states {shape.Height}×{shape.Width} pixels, and has {image.Height}×{image.Width}");
    }

    private static T Try<T>(string path, byte[] content, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error)
        {
            // The decoder throws what it happens upon: exceptions of its own, and those of reading past an array's end.
            throw Refuse(path, content, error.Message, error);
        }
    }

    private static InvalidDataException Refuse(string path, byte[] content, string reason, Exception? error = null) =>
        new($"'{path}' is no image that can be read ({content.Length} bytes): {reason}", error);

    private static void ToPlanes(ReadOnlySpan<byte> bytes, Span<float> values, int channels)
    {
        int plane = values.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int pixel = 0; pixel < plane; pixel++)
            {
                values[(channel * plane) + pixel] = bytes[(pixel * channels) + channel] / (float)byte.MaxValue;
            }
        }
    }
}
