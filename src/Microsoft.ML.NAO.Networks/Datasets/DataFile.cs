using System.IO.Compression;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Reads the files of data sets, plain or compressed by gzip.</summary>
internal static class DataFile
{
    /// <summary>Reads a whole file into memory.</summary>
    /// <param name="path">The path; one that ends in <c>.gz</c> is decompressed.</param>
    /// <param name="origin">Where such a file is published and what it is called, for the message when it is missing.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not valid gzip.</exception>
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
        try
        {
            stream.CopyTo(memory);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}' is not a whole gzip file: {error.Message}", error);
        }

        return memory.ToArray();
    }
}
