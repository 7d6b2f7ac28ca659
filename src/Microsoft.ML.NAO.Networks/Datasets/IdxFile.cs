using System.Buffers.Binary;
using System.Globalization;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Reads MNIST's idx files: a file of images (idx3, unsigned bytes) and one of labels (idx1).</summary>
public static class IdxFile
{
    private const uint ImagesMagic = 0x00000803;
    private const uint LabelsMagic = 0x00000801;
    private const int ImagesHeader = 16;
    private const int LabelsHeader = 8;

    private const string Origin =
        "MNIST is published at http://yann.lecun.com/exdb/mnist; its files are train-images-idx3-ubyte, train-labels-idx1-ubyte, " +
        "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, plain or compressed (.gz).";

    /// <summary>Reads a file of images and the file of their labels.</summary>
    /// <param name="imagesPath">The path of the images, for example <c>train-images-idx3-ubyte.gz</c>.</param>
    /// <param name="labelsPath">The path of the labels; null to look beside the images, with <c>labels-idx1</c> for <c>images-idx3</c>.</param>
    /// <returns>Grey images, with values from 0 to 1; the classes are named by their digits.</returns>
    /// <exception cref="FileNotFoundException">A file is missing; the message says where the set is published.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the two do not belong together.</exception>
    public static ImageDataset Load(string imagesPath, string? labelsPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(imagesPath);
        labelsPath ??= Path.Combine(
            Path.GetDirectoryName(imagesPath) ?? "",
            Path.GetFileName(imagesPath).Replace("images-idx3", "labels-idx1", StringComparison.Ordinal));
        byte[] images = DataFile.ReadAll(imagesPath, Origin);
        byte[] labels = DataFile.ReadAll(labelsPath, Origin);
        CheckMagic(imagesPath, images, ImagesMagic, ImagesHeader, "images");
        CheckMagic(labelsPath, labels, LabelsMagic, LabelsHeader, "labels");

        int count = ReadCount(imagesPath, images, 4);
        int height = ReadCount(imagesPath, images, 8);
        int width = ReadCount(imagesPath, images, 12);
        Int128 expected = ImagesHeader + ((Int128)count * height * width);
        if (images.Length != expected)
        {
            throw new InvalidDataException($"'{imagesPath}' has {images.Length} bytes; {count} images of {height}×{width} take {expected}.");
        }

        if (ReadCount(labelsPath, labels, 4) != count || labels.Length != LabelsHeader + count)
        {
            throw new InvalidDataException($"'{labelsPath}' has {labels.Length - LabelsHeader} labels, and '{imagesPath}' {count} images.");
        }

        var pixels = new float[(long)count * height * width];
        PixelScaling.Scale(images.AsSpan(ImagesHeader), pixels);
        int[] classes = [.. labels.Skip(LabelsHeader).Select(label => (int)label)];
        int classCount = Math.Max(10, classes.Max() + 1);
        string[] names = [.. Enumerable.Range(0, classCount).Select(name => name.ToString(CultureInfo.InvariantCulture))];
        return new ImageDataset(new ImageShape(1, height, width), pixels, classes, names);
    }

    private static void CheckMagic(string path, byte[] content, uint magic, int header, string what)
    {
        if (content.Length < header || BinaryPrimitives.ReadUInt32BigEndian(content) != magic)
        {
            throw new InvalidDataException($"'{path}' is not an idx file of {what} (it does not begin with {magic:x8}). {Origin}");
        }
    }

    private static int ReadCount(string path, byte[] content, int offset)
    {
        int count = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(offset));
        return count > 0 ? count : throw new InvalidDataException($"'{path}' states a size of {count} at byte {offset}.");
    }
}
