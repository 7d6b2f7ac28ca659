using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace Examples.Tests;

/// <summary>The packages that dotnet pack makes of the projects under src.</summary>
[TestClass]
public sealed class PackageTests
{
    [TestMethod]
    [DataRow("Microsoft.ML.NAO.Search")]
    [DataRow("Microsoft.ML.NAO.Networks")]
    [DataRow("Microsoft.ML.NAO")]
    public void HasReadmeLicenceIconDocumentationAndSymbols(string project)
    {
        string folder = Path.Combine(TestFolder.Path, "packages", project);
        string configuration = Path.GetFileName(Path.GetDirectoryName(Repository.GetMetadata("Output"))!);

        Run("pack", GetFile(project), "--no-build", "--configuration", configuration, "--output", folder);

        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(folder, "*.nupkg").Single());
        using ZipArchive symbols = ZipFile.OpenRead(Directory.GetFiles(folder, "*.snupkg").Single());
        CollectionAssert.IsSubsetOf(
            new[] { "README.md", "LICENSE", "icon.png", $"lib/net10.0/{project}.dll", $"lib/net10.0/{project}.xml" },
            package.Entries.Select(entry => entry.FullName).ToArray());
        Assert.Contains($"lib/net10.0/{project}.pdb", symbols.Entries.Select(entry => entry.FullName));
        XElement metadata = ReadMetadata(package);
        Assert.AreEqual(project, Get(metadata, "id"));
        Assert.AreEqual("MIT", Get(metadata, "license"));
        Assert.AreEqual("README.md", Get(metadata, "readme"));
        Assert.AreEqual("icon.png", Get(metadata, "icon"));
        Assert.AreNotEqual(string.Empty, Get(metadata, "description"));
    }

    [TestMethod]
    public void ThePrefixOfTheIdIsAProperty() =>
        Assert.AreEqual("Contoso.ML.NAO.Search", Run("msbuild", GetFile("Microsoft.ML.NAO.Search"), "-getProperty:PackageId", "-p:PackageIdPrefix=Contoso.ML").Trim());

    private static string GetFile(string project) => Path.Combine(Repository.Root, "src", project, project + ".csproj");

    private static XElement ReadMetadata(ZipArchive package)
    {
        using Stream stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string Get(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    private static string Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, output);
        return output;
    }
}
