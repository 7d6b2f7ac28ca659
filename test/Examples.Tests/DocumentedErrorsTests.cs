using System.Text.RegularExpressions;

namespace Examples.Tests;

/// <summary>The messages in docs/errors.md are those of the code.</summary>
[TestClass]
public sealed partial class DocumentedErrorsTests
{
    private const string Page = "docs/errors.md";

    [TestMethod]
    public void EachMessageStandsInTheCode()
    {
        string code = string.Join('\n', Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        // A text that goes on in the next line is one text.
        code = Continuation().Replace(code, string.Empty);

        string[] messages = [.. GetMessages()];
        string[] unknown = [.. messages.Where(message => !Regex.IsMatch(code, GetPattern(message)))];

        Assert.IsEmpty(unknown, $"No text in src reads like these rows of {Page}:\n{string.Join('\n', unknown)}");
        Assert.IsGreaterThan(20, messages.Length);
    }

    [TestMethod]
    public void AMessageThatIsNotThereIsSeen() =>
        Assert.DoesNotMatchRegex(GetPattern("Row 17 has the colour 'X' …"), "$\"Row {position} has the value {value} in the column '{name}'.\"");

    // The rows of the first table; a second one has messages of other packages.
    private static IEnumerable<string> GetMessages() => File.ReadLines(Path.Combine(Repository.Root, Page))
        .SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|')[1].Trim());

    // What stands for a name, a number or more is anything on the same line.
    private static string GetPattern(string message) =>
        string.Join(".{1,150}?", Placeholder().Split(message).Select(part => part.Trim()).Where(part => part.Length > 0).Select(Regex.Escape));

    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex Continuation();

    [GeneratedRegex(@"…|(?<=\s|^)'\w+'|(?<=\s)(?:-?[\d,]*\d|NaN)(?=[\s;.:,]|$)|\bString\b")]
    private static partial Regex Placeholder();
}
