using System.IO.Compression;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Opens the files of data sets, plain or compressed by gzip.</summary>
internal static class DatasetStream
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The path; one that ends in <c>.gz</c> is decompressed.</param>
    /// <param name="origin">Where such a file is published and what it is called, for the message when it is missing.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Stream Open(string path, string origin)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}'. {origin}", path);
        }

        Stream file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Reads a whole file into memory.</summary>
    /// <exception cref="InvalidDataException">The file is not valid gzip.</exception>
    public static byte[] ReadAll(string path, string origin)
    {
        using Stream stream = Open(path, origin);
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
