namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>Where benchmarks find their data and leave what they made.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>A file of the folder of data beside the repository, or of the folder that NAO_DATA names.</summary>
    public static string FindData(string name)
    {
        string folder = Environment.GetEnvironmentVariable("NAO_DATA") ?? Path.Combine(Root, "..", "shared", "data");
        string path = Path.GetFullPath(Path.Combine(folder, name));
        return File.Exists(path) ? path : throw new FileNotFoundException($"There is no file '{path}'. Set NAO_DATA to the folder that has it.", path);
    }

    /// <summary>The folder that keeps what a benchmark makes; it is created.</summary>
    public static string CreateOutputFolder(string benchmark) =>
        Directory.CreateDirectory(Path.Combine(Root, "build", "out", "bench", benchmark)).FullName;

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Microsoft.ML.NAO.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Directory.GetCurrentDirectory();
    }
}
