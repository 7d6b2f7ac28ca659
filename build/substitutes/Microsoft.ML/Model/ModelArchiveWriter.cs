using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>Collects the entries of a model file, and writes the zip when all of them are there.</summary>
internal sealed class ModelArchiveWriter
{
    private readonly SortedDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);

    public static string Join(string folder, string name) => string.IsNullOrEmpty(folder) ? name : $"{folder}/{name}";

    public void Add(string path, byte[] content)
    {
        if (!_entries.TryAdd(path, content))
            throw Contracts.ExceptParam("name", $"Duplicate entry: '{path}'");
    }

    public void WriteTo(Stream stream)
    {
        Add(ModelFormat.VersionEntry, System.Text.Encoding.UTF8.GetBytes("substitute " + ModelFormat.Version));
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string path, byte[] content) in _entries)
        {
            using Stream entry = zip.CreateEntry(path).Open();
            entry.Write(content);
        }
    }
}
