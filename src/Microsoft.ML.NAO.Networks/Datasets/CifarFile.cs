namespace Microsoft.ML.NAO.Datasets;

/// <summary>Reads the binary files of CIFAR-10 and CIFAR-100, plain or compressed (<c>.gz</c>).</summary>
public static class CifarFile
{
    private static readonly ImageShape Shape = new(3, 32, 32);

    /// <summary>Reads files of CIFAR-10's binary layout, one after the other.</summary>
    /// <param name="paths">The paths.</param>
    /// <returns>The images, with values from 0 to 1.</returns>
    /// <exception cref="FileNotFoundException">A file is missing; the message says where the set is published.</exception>
    /// <exception cref="InvalidDataException">A file is cut off, or a label is not from 0 to 9; the message names the image.</exception>
    public static ImageDataset Load(params ReadOnlySpan<string> paths) => Load(CifarLayout.Cifar10, paths);

    /// <summary>Reads files of CIFAR-100's binary layout, one after the other, with the fine labels.</summary>
    /// <param name="paths">The paths.</param>
    /// <returns>The images, with values from 0 to 1.</returns>
    /// <exception cref="FileNotFoundException">A file is missing; the message says where the set is published.</exception>
    /// <exception cref="InvalidDataException">A file is cut off, or a label is not from 0 to 99; the message names the image.</exception>
    public static ImageDataset LoadCifar100(params ReadOnlySpan<string> paths) => Load(CifarLayout.Cifar100, paths);

    private static ImageDataset Load(CifarLayout layout, ReadOnlySpan<string> paths)
    {
        var contents = new List<byte[]>();
        foreach (string path in paths)
        {
            byte[] content = DataFile.ReadAll(path, layout.Origin);
            Check(layout, path, content);
            contents.Add(content);
        }

        long images = contents.Sum(content => (long)content.Length / layout.RecordBytes);
        if (images * CifarLayout.ImageBytes > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"'{paths[0]}' and the other files have {images} images, and a set in memory at most {Array.MaxLength / CifarLayout.ImageBytes}.");
        }

        int count = (int)images;
        var pixels = new float[count * CifarLayout.ImageBytes];
        var labels = new int[count];
        int image = 0;
        foreach (byte[] content in contents)
        {
            for (int start = 0; start < content.Length; start += layout.RecordBytes, image++)
            {
                labels[image] = layout.GetLabel(content.AsSpan(start));
                PixelScaling.Scale(
                    content.AsSpan(start + layout.LabelBytes, CifarLayout.ImageBytes), pixels.AsSpan(image * CifarLayout.ImageBytes));
            }
        }

        return new ImageDataset(Shape, pixels, labels, layout.ClassNames);
    }

    private static void Check(CifarLayout layout, string path, byte[] content)
    {
        if (content.Length == 0)
        {
            throw new InvalidDataException($"'{path}' is empty. {layout.Origin}");
        }

        if (content.Length % layout.RecordBytes != 0)
        {
            throw new InvalidDataException(
                $"'{path}' is cut off in image {content.Length / layout.RecordBytes}: it has {content.Length} bytes, and an image of {layout.Name}'s binary layout has {layout.RecordBytes}. {layout.Origin}");
        }

        for (int start = 0; start < content.Length; start += layout.RecordBytes)
        {
            byte label = layout.GetLabel(content.AsSpan(start));
            if (label >= layout.ClassNames.Count)
            {
                throw new InvalidDataException(
                    $"Image {start / layout.RecordBytes} of '{path}' has the label {label}; {layout.Name}'s are 0 to {layout.ClassNames.Count - 1}. {layout.Origin}");
            }
        }
    }
}
