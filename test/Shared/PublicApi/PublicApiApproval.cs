using System.Reflection;

namespace Microsoft.ML.NAO.Tests.PublicApi;

/// <summary>The approved public API of the assembly that a test project is for, and what it is now.</summary>
internal sealed class PublicApiApproval
{
    private const string AcceptanceVariable = "NAO_ACCEPT_PUBLIC_API";
    private const string TestsSuffix = ".Tests";
    private const int LargestDifferenceShown = 30;

    private readonly Assembly _assembly;
    private readonly string _approvedFile;
    private readonly string _receivedFile;

    private PublicApiApproval(Assembly assembly, string folder)
    {
        _assembly = assembly;
        _approvedFile = Path.Combine(folder, "PublicApi.approved.txt");
        _receivedFile = Path.Combine(folder, "PublicApi.received.txt");
    }

    public static bool AcceptanceIsAskedFor => Environment.GetEnvironmentVariable(AcceptanceVariable) == "1";

    public static PublicApiApproval OfProjectUnderTest()
    {
        var tests = typeof(PublicApiApproval).Assembly;
        string folder = tests.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!;
        return new PublicApiApproval(Assembly.Load(tests.GetName().Name![..^TestsSuffix.Length]), folder);
    }

    public string Print() => string.Concat(PublicApiPrinter.Print(_assembly).Select(line => line + '\n'));

    public void Accept(string received) => File.WriteAllText(_approvedFile, received);

    /// <summary>Empty where both agree; else what differs, and how to accept it.</summary>
    public string Compare(string received)
    {
        string approved = File.Exists(_approvedFile) ? File.ReadAllText(_approvedFile).ReplaceLineEndings("\n") : string.Empty;
        if (received == approved)
        {
            File.Delete(_receivedFile);
            return string.Empty;
        }

        File.WriteAllText(_receivedFile, received);
        var gone = Difference(approved, received).Select(line => "- " + line);
        var come = Difference(received, approved).Select(line => "+ " + line);
        return $"""
            The public API of {_assembly.GetName().Name} is not the approved one:
            {string.Join('\n', gone.Concat(come).Take(LargestDifferenceShown))}
            If this is meant, run the test with {AcceptanceVariable}=1, or: cp {_receivedFile} {_approvedFile}
            """;
    }

    /// <summary>The lines of one text that the other lacks, with the type that they stand under.</summary>
    private static IEnumerable<string> Difference(string text, string other)
    {
        var known = WithType(other).ToHashSet();
        return WithType(text).Where(line => !known.Contains(line));
    }

    private static IEnumerable<string> WithType(string text)
    {
        string type = string.Empty;
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            bool isMember = line.StartsWith("    ", StringComparison.Ordinal);
            type = isMember ? type : line.Trim();
            yield return isMember ? $"{type} :: {line.Trim()}" : type;
        }
    }
}
