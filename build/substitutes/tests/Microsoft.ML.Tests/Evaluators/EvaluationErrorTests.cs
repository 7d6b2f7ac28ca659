using Microsoft.ML;

namespace Substitutes.Tests.MachineLearning.Evaluators;

[TestClass]
public sealed class EvaluationErrorTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    [DataRow("Foo", "Score", "PredictedLabel", "Foo column 'Label' not found")]
    [DataRow("Label", "Foo", "PredictedLabel", "Foo column 'Score' not found")]
    [DataRow("Label", "Score", "Foo", "Foo column 'PredictedLabel' not found")]
    [DataRow("Score", "Score", "PredictedLabel", "Schema mismatch for label column 'Score': expected Single or Key, got Vector<Single, 3>")]
    [DataRow("Label", "Label", "PredictedLabel", "Schema mismatch for score column 'Label': expected vector of two or more items of type Single, got Key<UInt32, 0-2>")]
    public void AMulticlassColumnThatDoesNotFitIsNamed(string label, string score, string predictedLabel, string message)
    {
        IDataView data = _context.Data.LoadFromEnumerable([ScoredRow.Of(0, 1, 0, 0)]);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.MulticlassClassification.Evaluate(data, label, score, predictedLabel));

        Assert.AreEqual("schema", error.ParamName);
        StringAssert.Contains(error.Message, message);
    }

    [TestMethod]
    [DataRow("Foo", "Score", "Probability", "Foo column 'Label' not found")]
    [DataRow("Label", "Score", "Foo", "Foo column 'Probability' not found")]
    [DataRow("Label", "Label", "Probability", "Schema mismatch for score column 'Label': expected Single, got Boolean")]
    [DataRow("Label", "Score", "Label", "Schema mismatch for probability column 'Label': expected Single, got Boolean")]
    public void ABinaryColumnThatDoesNotFitIsNamed(string label, string score, string probability, string message)
    {
        IDataView data = _context.Data.LoadFromEnumerable([new BinaryRow(true, 1)]);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.BinaryClassification.Evaluate(data, label, score, probability));

        StringAssert.Contains(error.Message, message);
    }

    [TestMethod]
    public void ARegressionLabelMustBeANumber()
    {
        IDataView data = _context.Data.LoadFromEnumerable([new BinaryRow(true, 1)]);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Regression.Evaluate(data));

        StringAssert.Contains(error.Message, "Schema mismatch for label column 'Label': expected Single, got Boolean");
    }

    [TestMethod]
    public void ArgumentsAreChecked()
    {
        IDataView data = _context.Data.LoadFromEnumerable([ScoredRow.Of(0, 1, 0, 0)]);

        Assert.AreEqual("data", Assert.ThrowsExactly<ArgumentNullException>(() => _context.MulticlassClassification.Evaluate(null)).ParamName);
        Assert.AreEqual(
            "labelColumnName",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.MulticlassClassification.Evaluate(data, "")).ParamName);
        Assert.AreEqual(
            "topKPredictionCount",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(
                () => _context.MulticlassClassification.Evaluate(data, topKPredictionCount: -1)).ParamName);
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => _context.MulticlassClassification.Evaluate(data, topKPredictionCount: 5));
    }

    [TestMethod]
    public void APairOfClassesMustExist()
    {
        IDataView data = _context.Data.LoadFromEnumerable([ScoredRow.Of(0, 1, 0, 0)]);
        var matrix = _context.MulticlassClassification.Evaluate(data).ConfusionMatrix;

        Assert.AreEqual(
            "predictedClassIndicatorIndex",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(3, 0)).ParamName);
        Assert.AreEqual(
            "actualClassIndicatorIndex",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(0, -1)).ParamName);
    }
}
