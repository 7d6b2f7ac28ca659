using Microsoft.ML;
using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.Trainers;

namespace Substitutes.Tests.MachineLearning.Evaluators;

[TestClass]
public sealed class CrossValidationTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void EachRowIsHeldOutOnceAndScoredByAModelThatHasNotSeenIt()
    {
        IDataView data = Blobs.Load(_context, Blobs.Training);

        IReadOnlyList<TrainCatalogBase.CrossValidationResult<MulticlassClassificationMetrics>> folds =
            _context.MulticlassClassification.CrossValidate(data, _context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(), 3, seed: 7);

        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, folds.Select(fold => fold.Fold).ToArray());
        Assert.AreEqual(Blobs.Training.Count, folds.Sum(fold => fold.ScoredHoldOutSet.GetColumn<uint>("Label").Count()));
        foreach (var fold in folds)
        {
            Assert.IsTrue(fold.Metrics.MicroAccuracy > 0.7);
            Assert.AreEqual(_context.MulticlassClassification.Evaluate(fold.ScoredHoldOutSet).LogLoss, fold.Metrics.LogLoss);
            Assert.IsNotNull(fold.Model);
        }
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameFolds()
    {
        IDataView data = Blobs.Load(_context, Blobs.Training);

        int[] Sizes(int seed) => [.. _context.MulticlassClassification
            .CrossValidate(data, _context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(), 2, seed: seed)
            .Select(fold => fold.ScoredHoldOutSet.GetColumn<uint>("Label").Count())];

        CollectionAssert.AreEqual(Sizes(3), Sizes(3));
    }

    [TestMethod]
    public void ASamplingKeyKeepsItsRowsTogether()
    {
        IDataView data = Blobs.Load(_context, Blobs.Training);

        var folds = _context.Regression.CrossValidate(
            data, _context.Regression.Trainers.OnlineGradientDescent("Target"), 2, "Target", samplingKeyColumnName: "Label", seed: 3);

        HashSet<uint>[] keys = [.. folds.Select(fold => fold.ScoredHoldOutSet.GetColumn<uint>("Label").ToHashSet())];
        Assert.IsFalse(keys[0].Overlaps(keys[1]));
    }

    [TestMethod]
    public void BinaryTasksAreValidatedWithAndWithoutProbabilities()
    {
        IDataView data = Blobs.Load(_context, Blobs.Training);
        BinaryClassificationCatalog catalog = _context.BinaryClassification;

        var calibrated = catalog.CrossValidate(data, catalog.Trainers.LbfgsLogisticRegression("Flag"), 2, "Flag");
        var uncalibrated = catalog.CrossValidateNonCalibrated(data, catalog.Trainers.AveragedPerceptron("Flag"), 2, "Flag");

        Assert.IsTrue(calibrated.All(fold => fold.Metrics.LogLoss < 0.8));
        Assert.IsTrue(uncalibrated.All(fold => fold.Metrics.AreaUnderRocCurve > 0.8));
    }

    [TestMethod]
    public void OneFoldIsNotEnough()
    {
        IDataView data = Blobs.Load(_context, Blobs.Training);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _context.Regression.CrossValidate(data, _context.Regression.Trainers.OnlineGradientDescent("Target"), 1, "Target"));

        StringAssert.Contains(error.Message, "Must be more than 1");
    }
}
