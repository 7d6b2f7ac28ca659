using System.Reflection;

namespace Microsoft.ML.NAO.Tests.Documents;

/// <summary>docs/all-options.md is what the code says: no option or default comes, changes or goes unseen.</summary>
[TestClass]
public sealed class OptionsPageTests
{
    private const string AcceptanceVariable = "NAO_ACCEPT_OPTIONS_PAGE";

    [TestMethod]
    public void ThePageOfAllOptionsIsUpToDate()
    {
        string folder = typeof(OptionsPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectFolder").Value!;
        string file = Path.GetFullPath(Path.Combine(folder, "..", "..", "docs", "all-options.md"));
        string printed = OptionsPage.Print();
        if (Environment.GetEnvironmentVariable(AcceptanceVariable) == "1")
        {
            File.WriteAllText(file, printed);
        }

        string[] written = File.ReadAllLines(file);
        string[] now = printed.TrimEnd('\n').Split('\n');

        string[] differences = [.. now.Except(written).Select(line => "+ " + line), .. written.Except(now).Select(line => "- " + line)];
        Assert.IsTrue(
            now.SequenceEqual(written),
            $"docs/all-options.md differs from the code. Look at the differences, and run this test with {AcceptanceVariable}=1 to write it anew.\n{string.Join('\n', differences)}");
    }
}
