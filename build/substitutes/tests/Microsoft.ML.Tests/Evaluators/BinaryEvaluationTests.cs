using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Evaluators;

[TestClass]
public sealed class BinaryEvaluationTests
{
    private const double Tolerance = 1e-6;

    private static readonly BinaryRow[] _rows =
        [new(true, 2), new(false, 1), new(true, 1), new(false, -0.5f), new(true, -1), new(false, -2)];

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void CountsAreByTheSignOfTheScore()
    {
        BinaryClassificationMetrics metrics = Evaluate(_rows);

        Assert.AreEqual(4 / 6d, metrics.Accuracy, Tolerance);
        Assert.AreEqual(2 / 3d, metrics.PositivePrecision, Tolerance);
        Assert.AreEqual(2 / 3d, metrics.PositiveRecall, Tolerance);
        Assert.AreEqual(2 / 3d, metrics.NegativePrecision, Tolerance);
        Assert.AreEqual(2 / 3d, metrics.NegativeRecall, Tolerance);
        Assert.AreEqual(2 / 3d, metrics.F1Score, Tolerance);
    }

    [TestMethod]
    public void TheAreaUnderTheRocCurveCountsTiesHalf()
    {
        // Of nine pairs, 2 wins over all three, 1 ties with one and wins over two, -1 wins over one.
        Assert.AreEqual((3 + 0.5 + 2 + 1) / 9, Evaluate(_rows).AreaUnderRocCurve, Tolerance);
    }

    [TestMethod]
    public void TheAreaUnderThePrecisionRecallCurveTakesTiesInTheirOrder()
    {
        double first = 1 / 3d * (1 + 1) / 2;
        double second = 1 / 3d * (0.5 + (2 / 3d)) / 2;
        double third = 1 / 3d * (0.5 + (3 / 5d)) / 2;

        Assert.AreEqual(first + second + third, Evaluate(_rows).AreaUnderPrecisionRecallCurve, Tolerance);
    }

    [TestMethod]
    public void LogLossAndEntropyAreInBits()
    {
        CalibratedBinaryClassificationMetrics metrics = Evaluate(_rows);

        double logLoss = _rows.Average(row => -Math.Log2(row.Label ? row.Probability : 1 - row.Probability));
        Assert.AreEqual(logLoss, metrics.LogLoss, Tolerance);
        Assert.AreEqual(1, metrics.Entropy, Tolerance);
        Assert.AreEqual(1 - logLoss, metrics.LogLossReduction, Tolerance);
    }

    [TestMethod]
    public void WithoutProbabilitiesTheOtherMetricsAreTheSame()
    {
        IDataView data = _context.Data.LoadFromEnumerable(_rows);

        BinaryClassificationMetrics metrics = _context.BinaryClassification.EvaluateNonCalibrated(data);

        Assert.AreEqual(Evaluate(_rows).AreaUnderRocCurve, metrics.AreaUnderRocCurve);
        Assert.AreEqual(Evaluate(_rows).F1Score, metrics.F1Score);
    }

    [TestMethod]
    public void RowsWithNonFiniteScoresDoNotCount()
    {
        BinaryClassificationMetrics metrics = Evaluate([.. _rows, new BinaryRow(true, float.NaN), new BinaryRow(false, float.NegativeInfinity)]);

        Assert.AreEqual(4 / 6d, metrics.Accuracy, Tolerance);
    }

    [TestMethod]
    public void AKeyOfTwoValuesIsALabel()
    {
        IDataView data = _context.Data.LoadFromEnumerable(_rows.Select(row => new KeyedRow { Label = row.Label ? 1u : 0u, Score = row.Score }));

        Assert.AreEqual(4 / 6d, _context.BinaryClassification.EvaluateNonCalibrated(data).Accuracy, Tolerance);
    }

    [TestMethod]
    [DataRow(true, "NegSample", "no negative class")]
    [DataRow(false, "PosSample", "no positive class")]
    public void OneClassAloneHasNoRocCurve(bool label, string parameter, string message)
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Evaluate(_rows.Where(row => row.Label == label)));

        Assert.AreEqual(parameter, error.ParamName);
        StringAssert.Contains(error.Message, message);
    }

    private CalibratedBinaryClassificationMetrics Evaluate(IEnumerable<BinaryRow> rows)
        => _context.BinaryClassification.Evaluate(_context.Data.LoadFromEnumerable(rows));

    private sealed class KeyedRow
    {
        [KeyType(2)]
        public uint Label { get; set; }

        public float Score { get; set; }

        public bool PredictedLabel => Score > 0;
    }
}
