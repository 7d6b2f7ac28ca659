using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class FigureCalculatorTests
{
    [TestMethod]
    public void FiguresOfClassesGoByWeights()
    {
        float[] probabilities = [0.7f, 0.2f, 0.1f, 0.3f, 0.3f, 0.4f, 0, 1, 0];

        ClassificationFigures figures = FigureCalculator.Compare(probabilities, 3, TestVectors.Classes(0, 1, 1), [1, 2, 5]);

        Assert.AreEqual(6.0 / 8, figures.Accuracy, 1e-12);
        Assert.AreEqual(-(Math.Log(0.7f) + (2 * Math.Log(0.3f))) / 8, figures.LogLoss, 1e-12);
        Assert.AreEqual(figures.Accuracy, figures.Metric);
    }

    [TestMethod]
    public void FiguresOfValuesGoByWeights()
    {
        RegressionFigures figures = FigureCalculator.Compare([1, 4, 3], new ValueTargets([2, 2, 6]), [1, 2, 1]);

        Assert.AreEqual(Math.Sqrt((1 + (2 * 4) + 9) / 4.0), figures.RootMeanSquaredError, 1e-12);
        Assert.AreEqual((1 + (2 * 2) + 3) / 4.0, figures.MeanAbsoluteError, 1e-12);
        Assert.AreEqual(1 - (18 / 12.0), figures.RSquared, 1e-12, "The mean is 3, and the squares about it 1, 2·1 and 9.");
        Assert.AreEqual(figures.RootMeanSquaredError, figures.Metric);
    }

    [TestMethod]
    public void AWeightOfZeroIsASampleLess()
    {
        float[] scores = [1, 4, 3, 9];
        float[] values = [2, 2, 6, 5];

        Assert.AreEqual(
            FigureCalculator.Compare(scores.AsSpan(0, 3), new ValueTargets(values[..3]), []),
            FigureCalculator.Compare(scores, new ValueTargets(values), [1, 1, 1, 0]));
        Assert.AreEqual(
            FigureCalculator.Compare([0.5f, 0.5f, 0], 3, TestVectors.Classes(1), []),
            FigureCalculator.Compare([0.5f, 0.5f, 0, 0, 0, 1], 3, TestVectors.Classes(1, 0), [3, 0]));
    }

    [TestMethod]
    public void EqualValuesHaveNoVarianceToExplain() =>
        Assert.AreEqual(new RegressionFigures(double.NaN, 1, 1), FigureCalculator.Compare([1, 3], new ValueTargets([2, 2]), []));

    [TestMethod]
    public void TheBestComesFirstByRankAndNoNumberLast()
    {
        RegressionFigures none = FigureCalculator.Compare([float.NaN, 1], new ValueTargets([1, 2]), []);
        PredictionFigures[] values = [none, new RegressionFigures(0, 2, 1), new RegressionFigures(0, 1, 2), new RegressionFigures(0, 1, 1)];
        PredictionFigures[] classes = [new ClassificationFigures(0.5, 1), new ClassificationFigures(0.9, 3), new ClassificationFigures(0.9, 2)];

        CollectionAssert.AreEqual(new[] { 3, 2, 1, 0 }, Order(values));
        CollectionAssert.AreEqual(new[] { 2, 1, 0 }, Order(classes));

        static int[] Order(PredictionFigures[] figures) => [.. Enumerable.Range(0, figures.Length).OrderBy(i => figures[i].Rank)];
    }
}
