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
        Assert.HasCount(2, lines.Where(line => line.StartsWith("  3 of 3 trials, best 0.", StringComparison.Ordinal)));
        CollectionAssert.Contains(lines, $"Saved {MotorModel.File}");
        StringAssert.Matches(lines[^1], new(@"^Loaded again, it takes the first test motor for (fine|unbalanced|overheated|worn) \(\d+\.\d %\); it is "));
        Assert.IsTrue(File.Exists(MotorModel.File));
    }

    [TestMethod]
    public void RegressionExplainsWhatALinearModelCannot()
    {
        string[] lines = ExampleProcess.Run("Regression", "--quick");

        double[] found = lines.Row("NAO");
        double[] linear = lines.Row("Linear");
        Assert.IsGreaterThan(linear[0] + 0.2, found[0], "R squared");
        Assert.IsLessThan(linear[1], found[1], "RMSE");
        Assert.HasCount(3, lines.Where(line => line.StartsWith("On a dry working day", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void BinaryClassificationRanksBetterThanLinearModels()
    {
        string[] lines = ExampleProcess.Run("BinaryClassification", "--quick");

        double found = lines.Row("NAO")[1];
        Assert.IsGreaterThan(lines.Row("Linear (LbfgsLogisticRegression)")[1] + 0.1, found);
        Assert.IsGreaterThan(lines.Row("Linear (AveragedPerceptron)")[1] + 0.1, found);
        Assert.HasCount(3, lines.Where(line => line.StartsWith("Who pays for 20 hours", StringComparison.Ordinal)));
    }
}
