namespace Microsoft.ML.NAO.Datasets;

/// <summary>Reads CIFAR-10's binary files: one label byte and 3×32×32 pixel bytes for each image, channel by channel.</summary>
public static class CifarFile
{
    private const int ImageBytes = 3 * 32 * 32;
    private const int RecordBytes = 1 + ImageBytes;

    private const string Origin =
        "CIFAR-10's binary version is published at https://www.cs.toronto.edu/~kriz/cifar.html as cifar-10-binary.tar.gz; " +
        "its files are data_batch_1.bin to data_batch_5.bin for training and test_batch.bin for testing.";

    private static readonly ImageShape Shape = new(3, 32, 32);

    private static readonly string[] ClassNames =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Reads files of CIFAR-10's binary layout, plain or compressed (<c>.gz</c>), one after the other.</summary>
    /// <param name="paths">The paths.</param>
    /// <returns>The images, with values from 0 to 1.</returns>
    /// <exception cref="FileNotFoundException">A file is missing; the message says where the set is published.</exception>
    /// <exception cref="InvalidDataException">A file is cut off, or a label is not from 0 to 9; the message names the image.</exception>
    public static ImageDataset Load(params ReadOnlySpan<string> paths)
    {
        var contents = new List<byte[]>();
        foreach (string path in paths)
        {
            byte[] content = DatasetStream.ReadAll(path, Origin);
            Check(path, content);
            contents.Add(content);
        }

        int count = contents.Sum(content => content.Length / RecordBytes);
        var pixels = new float[(long)count * ImageBytes];
        var labels = new int[count];
        int image = 0;
        foreach (byte[] content in contents)
        {
            for (int start = 0; start < content.Length; start += RecordBytes, image++)
            {
                labels[image] = content[start];
                PixelScaling.Scale(content.AsSpan(start + 1, ImageBytes), pixels.AsSpan(image * ImageBytes));
            }
        }

        return new ImageDataset(Shape, pixels, labels, ClassNames);
    }

    private static void Check(string path, byte[] content)
    {
        if (content.Length == 0)
        {
            throw new InvalidDataException($"'{path}' is empty. {Origin}");
        }

        if (content.Length % RecordBytes != 0)
        {
            throw new InvalidDataException(
                $"'{path}' is cut off in image {content.Length / RecordBytes}: it has {content.Length} bytes, and an image of CIFAR-10's binary layout has {RecordBytes}. {Origin}");
        }

        for (int start = 0; start < content.Length; start += RecordBytes)
        {
            if (content[start] >= ClassNames.Length)
            {
                throw new InvalidDataException(
                    $"Image {start / RecordBytes} of '{path}' has the label {content[start]}; CIFAR-10's are 0 to 9. {Origin}");
            }
        }
    }
}
