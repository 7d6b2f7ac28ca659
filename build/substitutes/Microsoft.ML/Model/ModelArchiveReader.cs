using System.IO.Compression;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Reads the entries of a model file.</summary>
internal sealed class ModelArchiveReader : IDisposable
{
    private readonly IExceptionContext _context;
    private readonly ZipArchive _zip;

    public ModelArchiveReader(Stream stream, IExceptionContext context)
    {
        _context = context;
        try
        {
            _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (Exception ex)
        {
            throw context.ExceptDecode(ex, "Failed to open a zip archive");
        }
    }

    public byte[] ReadOrNull(string path)
    {
        // The real package writes its paths with the separator of the system that it ran on.
        ZipArchiveEntry entry = _zip.GetEntry(path) ?? _zip.GetEntry(path.Replace('/', '\\'));
        if (entry == null)
            return null;
        try
        {
            using Stream stream = entry.Open();
            var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (InvalidDataException ex)
        {
            throw _context.ExceptDecode(ex, $"Corrupt model file: the entry '{path}' cannot be unpacked");
        }
    }

    public void Dispose() => _zip.Dispose();
}
