using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Substitutes.Tests.MachineLearning.Trainers;

[TestClass]
public sealed class PlattCalibrationTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _scored;

    public PlattCalibrationTests()
    {
        IDataView training = Blobs.Load(_context, Blobs.Training);
        var options = new AveragedPerceptronTrainer.Options { LabelColumnName = "Flag", Shuffle = false };
        _scored = _context.BinaryClassification.Trainers.AveragedPerceptron(options).Fit(training).Transform(Blobs.Load(_context, Blobs.Test));
    }

    private BinaryClassificationCatalog.CalibratorsCatalog Calibrators => _context.BinaryClassification.Calibrators;

    [TestMethod]
    public void ItFitsTheSameSlopeAndOffset()
    {
        PlattCalibrator calibrator = ModelOf(Calibrators.Platt("Flag").Fit(_scored));

        Assert.AreEqual(-0.40635917, calibrator.Slope, 1e-4);
        Assert.AreEqual(0.5420009, calibrator.Offset, 1e-4);
    }

    [TestMethod]
    public void RowsCountByTheirWeights()
    {
        PlattCalibrator calibrator = ModelOf(Calibrators.Platt("Flag", exampleWeightColumnName: "Weight").Fit(_scored));

        Assert.AreEqual(-0.41562509, calibrator.Slope, 1e-4);
        Assert.AreEqual(0.56606015, calibrator.Offset, 1e-4);
    }

    [TestMethod]
    public void TheProbabilityFallsWithSlopeTimesScore()
    {
        PlattCalibrator calibrator = ModelOf(Calibrators.Platt(slope: -2, offset: 1).Fit(_scored));

        Assert.AreEqual((float)(1 / (1 + Math.Exp((-2 * 0.75) + 1))), calibrator.PredictProbability(0.75f));
        Assert.IsTrue(float.IsNaN(calibrator.PredictProbability(float.NaN)));
    }

    [TestMethod]
    public void CalibratedScoresCanBeEvaluated()
    {
        IDataView calibrated = Calibrators.Platt("Flag").Fit(_scored).Transform(_scored);

        CalibratedBinaryClassificationMetrics metrics = _context.BinaryClassification.Evaluate(calibrated, "Flag");

        Assert.IsTrue(metrics.LogLoss < metrics.Entropy);
    }

    [TestMethod]
    public void AMissingScoreIsNamed()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => Calibrators.Platt(-1, 0, "Foo").Fit(_scored).Transform(_scored));

        StringAssert.Contains(error.Message, "no 'Foo' column");
    }

    private static PlattCalibrator ModelOf(IPredictionTransformer<PlattCalibrator> transformer) => transformer.Model;
}
