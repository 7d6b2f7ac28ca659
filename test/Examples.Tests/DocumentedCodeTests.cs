namespace Examples.Tests;

/// <summary>The code in documents is code that compiles: each block is a region of an example, most of them of examples/Snippets.</summary>
[TestClass]
public sealed class DocumentedCodeTests
{
    private const string Snippets = "examples/Snippets/";

    private static readonly CodeExcerpt[] Blocks = [.. Repository.Documents.SelectMany(Repository.GetBlocks)];
    private static readonly CodeExcerpt[] Regions = [.. Repository.GetRegions()];

    [TestMethod]
    public void EachBlockIsARegionOfAnExample()
    {
        string[] unknown = [.. Blocks.Where(block => Regions.All(region => region.Text != block.Text)).Select(Explain)];

        Assert.IsEmpty(unknown, string.Join("\n", unknown));
        Assert.IsTrue(Repository.Documents.First().EndsWith("README.md", StringComparison.Ordinal) && Blocks.Any(block => block.File == "README.md"));
    }

    [TestMethod]
    public void EachSnippetStandsInADocument()
    {
        string[] unused = [.. Regions
            .Where(region => region.File.StartsWith(Snippets, StringComparison.Ordinal) && Blocks.All(block => block.Text != region.Text))
            .Select(region => $"{region.Place}: the region '{region.Name}' is in no document any more. Delete it.")];

        Assert.IsEmpty(unused, string.Join("\n", unused));
    }

    [TestMethod]
    public void WhatTakesSecondsRuns()
    {
        string folder = Path.Combine(TestFolder.Path, "snippets");

        string[] lines = ExampleProcess.Run("Snippets", "--output", folder);

        StringAssert.StartsWith(lines[0], "normal: 3=");
        Assert.AreEqual("The options are accepted.", lines[^1]);
        CollectionAssert.IsSubsetOf(new[] { "cell.svg", "model.onnx", "model.zip" }, Directory.GetFiles(folder).Select(Path.GetFileName).ToArray());
    }

    private static string Explain(CodeExcerpt block)
    {
        CodeExcerpt nearest = Regions.MaxBy(region => region.Lines.Intersect(block.Lines).Count())!;
        int same = nearest.Lines.Zip(block.Lines).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"""
            {block.Place}: this code is no region of an example, so nobody knows whether it compiles.
            Nearest is '{nearest.Name}' in {nearest.Place}. They differ first in
              {block.File}: {block.Lines.ElementAtOrDefault(same) ?? "(the end)"}
              {nearest.File}: {nearest.Lines.ElementAtOrDefault(same) ?? "(the end)"}
            Make the two alike, or add a region to {Snippets}. Between fences that are not C#, name their language: ```bash, for example.
            """;
    }
}
