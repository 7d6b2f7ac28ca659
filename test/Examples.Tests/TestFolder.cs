namespace Examples.Tests;

/// <summary>The folder that examples run in and write to.</summary>
[TestClass]
public static class TestFolder
{
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("nao-examples-");

    public static string Path => Folder.FullName;

    [AssemblyCleanup]
    public static void Delete() => Folder.Delete(recursive: true);
}
