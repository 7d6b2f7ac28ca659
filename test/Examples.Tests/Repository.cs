using System.Reflection;

namespace Examples.Tests;

/// <summary>Reads documents, and the code of the examples.</summary>
internal static class Repository
{
    private const string Fence = "```";
    private const string Begin = "#region ";
    private const string End = "#endregion";

    // What documents have between fences besides C#. A fence that says nothing is taken for C# too, and so fails.
    private static readonly string[] OtherLanguages = ["bash", "json", "text", "xml"];

    /// <summary>The folder of the repository.</summary>
    public static readonly string Root = Path.GetDirectoryName(GetMetadata("Examples"))!;

    /// <summary>All documents that readers are meant to see.</summary>
    public static IEnumerable<string> Documents =>
        Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Order().Prepend(Path.Combine(Root, "README.md"));

    /// <summary>The C# blocks of a document.</summary>
    public static IEnumerable<CodeExcerpt> GetBlocks(string document) => GetExcerpts(
        document,
        line => line.StartsWith(Fence, StringComparison.Ordinal) ? line[Fence.Length..].Trim() : null,
        line => line == Fence).Where(block => !OtherLanguages.Contains(block.Name));

    /// <summary>The regions of all examples.</summary>
    public static IEnumerable<CodeExcerpt> GetRegions() =>
        from file in Directory.GetFiles(Path.Combine(Root, "examples"), "*.cs", SearchOption.AllDirectories).Order()
        where !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj")
        from region in GetExcerpts(
            file,
            line => line.StartsWith(Begin, StringComparison.Ordinal) ? line[Begin.Length..].Trim() : null,
            line => line.StartsWith(End, StringComparison.Ordinal))
        select region;

    /// <summary>What the project file says under a key.</summary>
    public static string GetMetadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static IEnumerable<CodeExcerpt> GetExcerpts(string file, Func<string, string?> getName, Func<string, bool> isEnd)
    {
        string path = Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/');
        string[] lines = File.ReadAllLines(file);
        for (int begin = 0; begin < lines.Length; begin++)
        {
            if (getName(lines[begin].Trim()) is not { } name)
            {
                continue;
            }

            int end = Array.FindIndex(lines, begin + 1, line => isEnd(line.Trim()));
            Assert.AreNotEqual(-1, end, $"{path}, line {begin + 1}: what begins here does not end.");
            yield return new CodeExcerpt(path, begin + 1, name, CodeExcerpt.Trim(lines[(begin + 1)..end]));
            begin = end;
        }
    }
}
