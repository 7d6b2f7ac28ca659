using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Evaluators;

[TestClass]
public sealed class MulticlassEvaluationTests
{
    private const double Tolerance = 1e-7;

    private static readonly ScoredRow[] _rows =
    [
        ScoredRow.Of(0, 0.7f, 0.2f, 0.1f),
        ScoredRow.Of(1, 0.5f, 0.4f, 0.1f),
        ScoredRow.Of(2, 0.1f, 0.1f, 0.8f),
        ScoredRow.Of(1, 0.2f, 0.6f, 0.2f),
    ];

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void AccuraciesAreOverRowsAndOverClasses()
    {
        MulticlassClassificationMetrics metrics = Evaluate(_rows);

        Assert.AreEqual(3 / 4d, metrics.MicroAccuracy, Tolerance);
        Assert.AreEqual((1 + 0.5 + 1) / 3, metrics.MacroAccuracy, Tolerance);
    }

    [TestMethod]
    public void LogLossIsInNatsAndItsReductionRelativeToTheLabelsEntropy()
    {
        MulticlassClassificationMetrics metrics = Evaluate(_rows);

        double logLoss = -(Math.Log(0.7) + Math.Log(0.4) + Math.Log(0.8) + Math.Log(0.6)) / 4;
        double entropy = -((2 * 0.25 * Math.Log(0.25)) + (0.5 * Math.Log(0.5)));
        Assert.AreEqual(logLoss, metrics.LogLoss, Tolerance);
        Assert.AreEqual((entropy - logLoss) / entropy, metrics.LogLossReduction, Tolerance);
        Assert.AreEqual(-Math.Log(0.7), metrics.PerClassLogLoss[0], Tolerance);
        Assert.AreEqual(-(Math.Log(0.4) + Math.Log(0.6)) / 2, metrics.PerClassLogLoss[1], Tolerance);
    }

    [TestMethod]
    public void TopKAccuracyGrowsWithK()
    {
        MulticlassClassificationMetrics metrics = Evaluate(_rows, topKPredictionCount: 2);

        Assert.AreEqual(2, metrics.TopKPredictionCount);
        CollectionAssert.AreEqual(new[] { 0.75, 1 }, metrics.TopKAccuracyForAllK.ToArray());
        Assert.AreEqual(1, metrics.TopKAccuracy);
    }

    [TestMethod]
    public void WithoutTopKThereIsNoTopKAccuracy()
    {
        MulticlassClassificationMetrics metrics = Evaluate(_rows);

        Assert.IsNull(metrics.TopKAccuracyForAllK);
        Assert.AreEqual(0, metrics.TopKAccuracy);
    }

    [TestMethod]
    public void AmongEqualScoresTheEarlierClassIsAssigned()
    {
        MulticlassClassificationMetrics metrics = Evaluate([ScoredRow.Of(1, 0.5f, 0.5f, 0), ScoredRow.Of(0, 0.5f, 0.5f, 0)], topKPredictionCount: 2);

        Assert.AreEqual(0.5, metrics.MicroAccuracy);
        Assert.AreEqual(1, metrics.ConfusionMatrix.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 1));
        Assert.AreEqual(1, metrics.TopKAccuracy);
    }

    [TestMethod]
    public void AProbabilityOfZeroCostsNoMoreThanTheLogarithmOfItsFloor()
    {
        MulticlassClassificationMetrics metrics = Evaluate([ScoredRow.Of(0, 0, 1, 0)]);

        Assert.AreEqual(-Math.Log((float)1e-15), metrics.LogLoss, 1e-6);
    }

    [TestMethod]
    public void RowsWithoutLabelAndRowsWithNonFiniteScoresDoNotCount()
    {
        ScoredRow[] bad =
        [
            new() { Label = 3, Score = [0, 0, 1], PredictedLabel = 2 },
            ScoredRow.Of(0, float.NaN, 0, 1),
            ScoredRow.Of(0, float.PositiveInfinity, 0, 1),
        ];

        MulticlassClassificationMetrics metrics = Evaluate([.. _rows, .. bad]);

        Assert.AreEqual(0.75, metrics.MicroAccuracy);
        Assert.AreEqual(4, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
    }

    [TestMethod]
    public void WithoutRowsAllCountsAreZero()
    {
        MulticlassClassificationMetrics metrics = Evaluate([]);

        Assert.AreEqual(0, metrics.MicroAccuracy);
        Assert.AreEqual(0, metrics.LogLoss);
        Assert.IsTrue(double.IsNaN(metrics.LogLossReduction));
    }

    [TestMethod]
    public void TheConfusionMatrixHasTruthInRows()
    {
        ConfusionMatrix matrix = Evaluate(_rows).ConfusionMatrix;

        Assert.AreEqual(3, matrix.NumberOfClasses);
        CollectionAssert.AreEqual(new double[] { 1, 1, 0 }, matrix.Counts[1].ToArray());
        CollectionAssert.AreEqual(new[] { 1, 0.5, 1 }, matrix.PerClassRecall.ToArray());
        CollectionAssert.AreEqual(new[] { 0.5, 1, 1 }, matrix.PerClassPrecision.ToArray());
    }

    private MulticlassClassificationMetrics Evaluate(IEnumerable<ScoredRow> rows, int topKPredictionCount = 0)
        => _context.MulticlassClassification.Evaluate(_context.Data.LoadFromEnumerable(rows), topKPredictionCount: topKPredictionCount);
}
