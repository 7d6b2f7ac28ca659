namespace Microsoft.ML.NAO.Tests.Datasets;

/// <summary>A folder that a test writes into, gone when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo _folder;

    /// <param name="inMemory">Whether its files shall be in memory where the system has a place for that: for tests that write very many.</param>
    public TemporaryFolder(bool inMemory = false) => _folder = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"nao-test-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("nao-test-");

    public string FullName => _folder.FullName;

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
