namespace Microsoft.ML.Data;

/// <summary>Files; a path may have wild cards in its last part, and several paths are joined by '+'.</summary>
public sealed class MultiFileSource : IMultiStreamSource
{
    private readonly string[] _paths;

    public MultiFileSource(params string[] paths)
    {
        if (paths == null || (paths.Length == 1 && paths[0] == null))
        {
            _paths = [];
            return;
        }

        string[] expanded = [.. paths.SelectMany(Expand)];
        _paths = expanded.Length > 0 ? expanded : paths;
    }

    public int Count => _paths.Length;

    public string GetPathOrNull(int index)
    {
        Contracts.CheckParam(index >= 0 && index < Count, nameof(index));
        return _paths[index];
    }

    public Stream Open(int index)
    {
        string path = GetPathOrNull(index);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e)
        {
            throw new IOException($"Could not open file '{path}'. Error is: {e.Message}", e);
        }
    }

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));

    /// <summary>The files behind a path; none where there is no such file.</summary>
    internal static string[] Expand(string pathSpec)
    {
        if (File.Exists(pathSpec))
            return [pathSpec];
        return [.. pathSpec.Split('+', StringSplitOptions.RemoveEmptyEntries).SelectMany(ExpandOne)];
    }

    private static IEnumerable<string> ExpandOne(string path)
    {
        string pattern = Path.GetFileName(path);
        if (pattern.AsSpan().IndexOfAny('*', '?') < 0)
            return File.Exists(path) ? [path] : [];
        string folder = Path.GetDirectoryName(path);
        folder = string.IsNullOrEmpty(folder) ? "." : folder;
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];
    }
}
