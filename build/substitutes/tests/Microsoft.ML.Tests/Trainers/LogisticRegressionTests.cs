using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Trainers;

/// <summary>The expected numbers are those that the real package fits to the same rows.</summary>
[TestClass]
public sealed class LogisticRegressionTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _training;
    private readonly IDataView _test;

    public LogisticRegressionTests()
    {
        _training = Blobs.Load(_context, Blobs.Training);
        _test = Blobs.Load(_context, Blobs.Test);
    }

    [TestMethod]
    public void ItFitsTheSameModel()
    {
        var model = _context.BinaryClassification.Trainers.LbfgsLogisticRegression("Flag").Fit(_training).Model;

        Assert.AreEqual(0.36687538, model.SubModel.Bias, 1e-4);
        Nearly.Equal([0.9961526f, -1.135943f, 1.126753f, -0.8856884f, 0.1966196f, -0.3429695f], model.SubModel.Weights);
        Assert.AreEqual(-1, model.Calibrator.Slope);
        Assert.AreEqual(0, model.Calibrator.Offset);
    }

    [TestMethod]
    public void ItPredictsAsWell()
    {
        IDataView scored = _context.BinaryClassification.Trainers.LbfgsLogisticRegression("Flag").Fit(_training).Transform(_test);

        CalibratedBinaryClassificationMetrics metrics = _context.BinaryClassification.Evaluate(scored, "Flag");

        Assert.AreEqual(0.83, metrics.Accuracy, 0.003);
        Assert.AreEqual(0.53884644, metrics.LogLoss, 1e-3);
    }

    [TestMethod]
    public void TheProbabilityIsTheScoresLogisticFunction()
    {
        IDataView scored = _context.BinaryClassification.Trainers.LbfgsLogisticRegression("Flag").Fit(_training).Transform(_test);

        float[] scores = [.. scored.GetColumn<float>("Score")];
        Nearly.Equal(scores.Select(score => (float)(1 / (1 + Math.Exp(-(double)score)))), scored.GetColumn<float>("Probability"), 1e-6);
        CollectionAssert.AreEqual(scores.Select(score => score > 0).ToArray(), scored.GetColumn<bool>("PredictedLabel").ToArray());
    }
}
