using System.IO.Compression;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Reads the files of data sets, plain or compressed by gzip.</summary>
internal static class DataFile
{
    // Deflate packs up to 1,032 bytes into one. Data sets come to a tenth of that at best (MNIST as CSV is packed to a seventh), and a small
    // file of blank images may come to more.
    private const int LargestRatio = 128;
    private const int AlwaysAllowed = 1 << 20;

    /// <summary>Reads a whole file into memory.</summary>
    /// <param name="path">The path; one that ends in <c>.gz</c> is decompressed.</param>
    /// <param name="origin">Where such a file is published and what it is called, for the message when it is missing.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not valid gzip, or becomes more than 128 times as large when it is decompressed, and larger than 1 MiB.
    /// </exception>
    public static byte[] ReadAll(string path, string origin)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'. {origin}", path);
        }

        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Decompress(path) : File.ReadAllBytes(path);
    }

    private static byte[] Decompress(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var stream = new GZipStream(file, CompressionMode.Decompress);
        using var memory = new MemoryStream();
        long most = Math.Max(AlwaysAllowed, file.Length * LargestRatio);
        var buffer = new byte[81_920];
        try
        {
            while (memory.Length <= most && stream.Read(buffer) is > 0 and var count)
            {
                memory.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}' is not a whole gzip file: {error.Message}", error);
        }

        return memory.Length <= most
            ? memory.ToArray()
            : throw new InvalidDataException(
                $"'{path}' has {file.Length} bytes that become more than {most}, which no data set does. Decompress it yourself if you trust it.");
    }
}
