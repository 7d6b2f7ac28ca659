namespace Examples.Tests;

[TestClass]
public sealed class ImageClassificationTests
{
    [TestMethod]
    public void SearchesSavesAndPredicts()
    {
        string folder = Path.Combine(TestFolder.Path, "images");

        string text = ExampleProcess.Run(
            "ImageClassification", "--trials", "2", "--train-limit", "200", "--test-limit", "50", "--skip-random", "--output", folder).Text();

        StringAssert.Contains(text, "Linear (LbfgsMaximumEntropy)");
        StringAssert.Contains(text, "Loaded again, the model takes the first test image for");
        foreach (string file in new[] { "model.zip", "model.onnx", "cell.svg" })
        {
            Assert.IsGreaterThan(0, new FileInfo(Path.Combine(folder, file)).Length, file);
        }
    }
}
