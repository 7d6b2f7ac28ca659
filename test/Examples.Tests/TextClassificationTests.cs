using Microsoft.ML;

namespace Examples.Tests;

[TestClass]
public sealed class TextClassificationTests
{
    [TestMethod]
    public void ReadsFromTheOrderOfWordsWhatCountingThemDoesNotTell()
    {
        string folder = Path.Combine(TestFolder.Path, "text-classification");

        string[] lines = ExampleProcess.Run("TextClassification", "--quick", "--output", folder);

        double counted = lines.Row("Words without order")[0];
        Assert.IsGreaterThan(counted + 20, lines.Row("NAO, ")[0], lines.Text());
        Assert.IsGreaterThan(counted + 20, lines.Row("Random search, ")[0], lines.Text());
        CollectionAssert.Contains(lines, "Loaded again, it predicts as before for 1000 of 1000 messages.");

        string[] answers = [.. lines.Where(line => line.Contains(" %  I would rather have", StringComparison.Ordinal))];
        Assert.HasCount(3, answers);
        var context = new MLContext();
        using var engine = context.Model.CreatePredictionEngine<TextRow, ClassAnswer>(context.Model.Load(Path.Combine(folder, "model.zip"), out _));
        foreach (string printed in answers)
        {
            string text = printed.Split(" %  ")[1];
            ClassAnswer answer = engine.Predict(new TextRow { Text = text });
            Assert.AreEqual($"{answer.Prediction,-6} {answer.Score.Max(),6:P1}  {text}", printed);
        }
    }
}
