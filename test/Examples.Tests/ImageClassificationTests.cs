namespace Examples.Tests;

[TestClass]
public sealed class ImageClassificationTests
{
    [TestMethod]
    public void SearchesSavesAndPredicts()
    {
        string folder = Path.Combine(TestFolder.Path, "images");

        // The images that it draws by default, and few trials.
        string[] lines = ExampleProcess.Run("ImageClassification", "--trials", "2", "--skip-random", "--output", folder);

        double linear = lines.Row("  Linear (LbfgsMaximumEntropy)")[0];
        Assert.IsGreaterThan(linear + 20, lines.Row("  NAO  ")[0], lines.Text());
        StringAssert.StartsWith(lines[^1], "Loaded again, the model takes the first test image for");
        foreach (string file in new[] { "model.zip", "model.onnx", "cell.svg" })
        {
            Assert.IsGreaterThan(0, new FileInfo(Path.Combine(folder, file)).Length, file);
        }
    }
}
