using System.Collections.Concurrent;

namespace Microsoft.ML.NAO.Serving;

/// <summary>
/// A file that is deleted when it is disposed or finalized, or when the process ends. ONNX Runtime's transformer reads its model file
/// again when it is saved, and deletes only files that it wrote itself.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    // Finalizers do not run when a process ends; few users dispose a transformer.
    private static readonly ConcurrentDictionary<string, bool> Live = CreateRegistry();

    public TemporaryFile(string folder, string extension)
    {
        FullPath = Path.Combine(folder, $"nao-{Guid.NewGuid():N}{extension}");
        Live[FullPath] = true;
    }

    ~TemporaryFile() => Delete(FullPath);

    /// <summary>The file's path. Nothing is there until somebody writes it.</summary>
    public string FullPath { get; }

    public void Dispose()
    {
        Delete(FullPath);
        GC.SuppressFinalize(this);
    }

    private static ConcurrentDictionary<string, bool> CreateRegistry()
    {
        var registry = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (string path in registry.Keys)
            {
                Delete(path);
            }
        };
        return registry;
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
            Live.TryRemove(path, out _);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A file that cannot be deleted is left to whoever empties the temporary folder.
        }
    }
}
