namespace Microsoft.ML.NAO.Datasets;

/// <summary>
/// Reads a folder of images in PNG, JPEG, BMP, GIF (the first picture), TGA or PSD, with one subfolder for each class, which is named by it.
/// </summary>
public static class ImageFolder
{
    private const string Layout =
        "An image set is a folder with one subfolder for each class, which has the class's images in it: training/cat/1.png, training/dog/1.png.";

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
        var first = new ImageDecoder(files[0].Path, channels);
        ImageShape shape = first.Shape;
        long values = (long)files.Count * shape.Size;
        if (values > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"{files.Count} images of shape {shape} have {values} values, and a set in memory at most {Array.MaxLength}. Reduce the images' size.");
        }

        var pixels = new float[values];
        for (int i = 0; i < files.Count; i++)
        {
            ImageDecoder image = i == 0 ? first : new ImageDecoder(files[i].Path, channels);
            if (image.Shape != shape)
            {
                throw new InvalidDataException(
                    $"'{files[i].Path}' has {image.Shape.Height}×{image.Shape.Width} pixels, and the first image, '{files[0].Path}', {shape.Height}×{shape.Width}. A network takes images of one size: resize or crop them before.");
            }

            ToPlanes(image.Decode(), pixels.AsSpan(i * shape.Size, shape.Size), channels);
        }

        return new ImageDataset(shape, pixels, [.. files.Select(file => file.Label)], classNames);
    }

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
