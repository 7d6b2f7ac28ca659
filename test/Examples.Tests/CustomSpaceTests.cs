using System.Xml.Linq;

namespace Examples.Tests;

[TestClass]
public sealed class CustomSpaceTests
{
    [TestMethod]
    public void FindsFiltersThatCleanPicturesAndDrawsThem()
    {
        string[] lines = ExampleProcess.Run("CustomSpace", "--output", TestFolder.Path);

        double asTheyAre = lines.Row("As they are")[1];
        Assert.IsGreaterThan(asTheyAre, lines.Row("NAO, 80 trials")[1]);
        Assert.IsGreaterThan(asTheyAre, lines.Row("Random search, 80 trials")[1]);
        string graph = lines.Single(line => line.StartsWith("The best graph: ", StringComparison.Ordinal));
        XElement picture = XDocument.Load(Path.Combine(TestFolder.Path, "filters.svg")).Root!;
        Assert.AreEqual("svg", picture.Name.LocalName);
        string[] operations = [.. graph.Split('|', '+').Where(edge => edge.Contains('~')).Select(edge => edge.Split('~')[0].Split(' ')[^1])];
        Assert.HasCount(10, operations);
        foreach (string operation in operations.Where(operation => operation != "none"))
        {
            StringAssert.Contains(picture.Value, operation);
        }
    }
}
