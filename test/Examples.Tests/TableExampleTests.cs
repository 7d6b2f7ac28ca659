using System.Text.RegularExpressions;

namespace Examples.Tests;

/// <summary>The examples for tables find networks that are better than the linear models beside them.</summary>
[TestClass]
public sealed class TableExampleTests
{
    [TestMethod]
    public void TabularClassificationComparesItsSearchAndSavesAModel()
    {
        string[] lines = MotorModel.Lines;

        double linear = lines.Row("Linear")[0];
        Assert.IsGreaterThan(linear, lines.Row("NAO, ")[0], lines.Text());
        Assert.IsGreaterThan(linear, lines.Row("Random search, ")[0], lines.Text());
        Assert.HasCount(1, lines.Row("One hidden layer"));
        Assert.HasCount(2, lines.Where(line => Regex.IsMatch(line, @"^  16 of 16 trials, best [01]\.")));
        CollectionAssert.Contains(lines, $"Saved {MotorModel.File}");
        StringAssert.Matches(lines[^1], new(@"^Loaded again, it takes the first test motor for (fine|unbalanced|overheated|worn) \(\d+\.\d %\); it is "));
        Assert.IsTrue(File.Exists(MotorModel.File));
    }

    [TestMethod]
    public void RegressionExplainsWhatALinearModelCannot()
    {
        string[] lines = ExampleProcess.Run("Regression");

        double[] linear = lines.Row("Linear");
        foreach (string search in new[] { "NAO, 16 trials", "Random search, 16 trials" })
        {
            double[] found = lines.Row(search);
            Assert.IsGreaterThan(linear[0] + 0.2, found[0], $"R squared: {search}");
            Assert.IsLessThan(linear[1], found[1], $"RMSE: {search}");
        }

        Assert.HasCount(3, lines.Where(line => line.StartsWith("On a dry working day", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void BinaryClassificationRanksBetterThanLinearModels()
    {
        string[] lines = ExampleProcess.Run("BinaryClassification");

        foreach (string search in new[] { "NAO, 16 trials", "Random search, 16 trials" })
        {
            double found = lines.Row(search)[1];
            Assert.IsGreaterThan(lines.Row("Linear (LbfgsLogisticRegression)")[1] + 0.1, found, search);
            Assert.IsGreaterThan(lines.Row("Linear (AveragedPerceptron)")[1] + 0.1, found, search);
        }

        Assert.HasCount(3, lines.Where(line => line.StartsWith("Who pays for 20 hours", StringComparison.Ordinal)));
    }
}
