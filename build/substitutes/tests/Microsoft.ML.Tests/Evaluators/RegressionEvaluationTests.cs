using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Evaluators;

[TestClass]
public sealed class RegressionEvaluationTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void ErrorsAreAbsoluteAndSquared()
    {
        RegressionMetrics metrics = Evaluate(new Row(1, 2), new Row(2, 2), new Row(6, 3));

        Assert.AreEqual(4 / 3d, metrics.MeanAbsoluteError, 1e-9);
        Assert.AreEqual(10 / 3d, metrics.MeanSquaredError, 1e-9);
        Assert.AreEqual(10 / 3d, metrics.LossFunction, 1e-9);
        Assert.AreEqual(Math.Sqrt(10 / 3d), metrics.RootMeanSquaredError, 1e-9);
        Assert.AreEqual(1 - (10 / 14d), metrics.RSquared, 1e-9);
    }

    [TestMethod]
    public void RowsWithNaNDoNotCount()
        => Assert.AreEqual(1, Evaluate(new Row(1, 2), new Row(float.NaN, 5), new Row(3, float.NaN)).MeanAbsoluteError);

    [TestMethod]
    public void LabelsThatAreAllTheSameHaveNoRSquared()
        => Assert.IsTrue(double.IsNaN(Evaluate(new Row(1, 2)).RSquared));

    [TestMethod]
    public void WithoutRowsAllErrorsAreZero()
    {
        RegressionMetrics metrics = Evaluate();

        Assert.AreEqual(0, metrics.RootMeanSquaredError);
        Assert.AreEqual(0, metrics.RSquared);
    }

    private RegressionMetrics Evaluate(params Row[] rows) => _context.Regression.Evaluate(_context.Data.LoadFromEnumerable(rows));

    private sealed class Row(float label, float score)
    {
        public float Label { get; set; } = label;

        public float Score { get; set; } = score;
    }
}
