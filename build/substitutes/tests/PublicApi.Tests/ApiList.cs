using System.Reflection;
using System.Text.RegularExpressions;

namespace Substitutes.Tests.PublicApi;

/// <summary>The public API of real packages, as one line a type and one line a member.</summary>
internal sealed partial class ApiList
{
    private const string FolderVariable = "NAO_API_LISTS";
    private const string TypeMark = "T ";

    private readonly HashSet<string> _members;
    private readonly HashSet<string> _calls;
    private readonly Dictionary<string, HashSet<string>> _types;

    private ApiList(IReadOnlyCollection<string> lines)
    {
        var members = lines.Where(line => !line.StartsWith(TypeMark, StringComparison.Ordinal));
        _members = members.ToHashSet(StringComparer.Ordinal);
        _calls = lines.Select(CallForm).ToHashSet(StringComparer.Ordinal);
        _types = lines.Where(line => line.StartsWith(TypeMark, StringComparison.Ordinal))
            .Select(SplitType)
            .GroupBy(type => type.Declaration)
            .ToDictionary(group => group.Key, group => group.SelectMany(type => type.Bases).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Reads the lists of that name; without the folder the test that asked is skipped.</summary>
    public static ApiList Read(string pattern)
    {
        var metadata = typeof(ApiList).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(item => item.Key, item => item.Value!);
        string folder = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } given ? given : metadata["ApiLists"];
        if (!Directory.Exists(folder))
        {
            Assert.Inconclusive($"Skipped: there are no lists of the real packages' API in '{folder}'. {FolderVariable} may name another folder.");
        }

        var files = Directory.GetFiles(folder, pattern).ToList();
        Assert.AreNotEqual(0, files.Count, $"'{folder}' has no list {pattern}.");
        if (Directory.Exists(metadata["OwnApiLists"]))
        {
            files.AddRange(Directory.GetFiles(metadata["OwnApiLists"], pattern));
        }

        return new ApiList(files.SelectMany(File.ReadLines).ToList());
    }

    /// <summary>The lines that the real packages lack. A type may implement fewer interfaces than the real one, but none besides.</summary>
    public IReadOnlyList<string> Foreign(IEnumerable<string> lines) =>
        lines.Where(line => line.StartsWith(TypeMark, StringComparison.Ordinal) ? !IsKnownType(line) : !_members.Contains(line)).ToList();

    /// <summary>The lines that have no counterpart of the same <see cref="CallForm"/> in the real packages.</summary>
    public IReadOnlyList<string> ForeignToCallers(IEnumerable<string> lines) => lines.Where(line => !_calls.Contains(CallForm(line))).ToList();

    /// <summary>
    /// What a caller depends on who passes arguments by position and leaves optional ones out: neither names of parameters nor
    /// optional parameters, neither modifiers nor whether a value is a field or a property.
    /// </summary>
    public static string CallForm(string line)
    {
        if (line.StartsWith(TypeMark, StringComparison.Ordinal))
        {
            return TypeMark + SplitType(line).Declaration.Split(' ')[^1];
        }

        string text = ParameterName().Replace(OptionalParameter().Replace(line, string.Empty), "${type}").Replace("(, ", "(");
        text = Modifier().Replace(text, string.Empty);
        int accessors = text.IndexOf(" {", StringComparison.Ordinal);
        return (accessors < 0 ? text : text[..accessors]).Replace("P ", "F ");
    }

    private bool IsKnownType(string line)
    {
        var (declaration, bases) = SplitType(line);
        return _types.TryGetValue(declaration, out var known) && bases.All(known.Contains);
    }

    private static (string Declaration, string[] Bases) SplitType(string line)
    {
        string[] parts = line.Split(" : ", 2);
        return (parts[0], parts.Length == 1 ? [] : parts[1].Split(", "));
    }

    [GeneratedRegex(@"(?<type>[^\s(=]+) @?\w+(?=, |\)|\])")]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"(, |(?<=\())((params|in|out|ref) )?[^\s(]+ @?\w+ = (""[^""]*""|[^,)]+)")]
    private static partial Regex OptionalParameter();

    [GeneratedRegex(@"(?<=^[A-Z] .*)\b(protected|virtual|abstract|readonly|const|extension) ")]
    private static partial Regex Modifier();
}
