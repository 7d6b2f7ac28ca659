using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Substitutes.Tests.MachineLearning.Trainers;

[TestClass]
public sealed class TrainerErrorTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _training;

    public TrainerErrorTests() => _training = Blobs.Load(_context, Blobs.Training);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _context.MulticlassClassification.Trainers;

    [TestMethod]
    [DataRow("Foo", "Features", null, "inputSchema", "Could not find label column 'Foo'")]
    [DataRow("Label", "Foo", null, "inputSchema", "Could not find feature column 'Foo'")]
    [DataRow("Label", "Features", "Foo", "inputSchema", "Could not find weight column 'Foo'")]
    [DataRow("Name", "Features", null, "labelCol", "Schema mismatch for label column 'Name': expected Key<UInt32>, got String")]
    [DataRow("Label", "Target", null, "inputSchema", "Schema mismatch for feature column 'Target': expected Vector<Single>, got Single")]
    [DataRow("Label", "Features", "Name", "inputSchema", "Schema mismatch for weight column 'Name': expected Single, got String")]
    public void AColumnThatDoesNotFitIsNamed(string label, string features, string? weight, string parameter, string message)
    {
        LbfgsMaximumEntropyMulticlassTrainer trainer = Trainers.LbfgsMaximumEntropy(label, features, weight);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => trainer.Fit(_training));

        Assert.AreEqual(parameter, error.ParamName);
        StringAssert.Contains(error.Message, message);
    }

    [TestMethod]
    public void EachTaskHasItsLabelType()
    {
        var binary = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.BinaryClassification.Trainers.AveragedPerceptron("Target").Fit(_training));
        var regression = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.Regression.Trainers.OnlineGradientDescent("Flag").Fit(_training));

        StringAssert.Contains(binary.Message, "label column 'Target': expected Boolean, got Single");
        StringAssert.Contains(regression.Message, "label column 'Flag': expected Single, got Boolean");
    }

    [TestMethod]
    public void WithoutRowsThereIsNothingToLearn()
    {
        IDataView empty = Blobs.Load(_context, []);

        foreach (Action fit in new Action[]
        {
            () => Trainers.LbfgsMaximumEntropy().Fit(empty),
            () => _context.BinaryClassification.Trainers.AveragedPerceptron("Flag").Fit(empty),
        })
        {
            StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(fit).Message, "No valid training instances found");
        }
    }

    [TestMethod]
    public void OptionsOutOfRangeAreNamed()
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers binary = _context.BinaryClassification.Trainers;

        AssertRefused(() => Trainers.LbfgsMaximumEntropy(l1Regularization: -1), "L1Regularization", "Must be non-negative");
        AssertRefused(() => Trainers.LbfgsMaximumEntropy(l2Regularization: -1), "L2Regularization", "Must be non-negative");
        AssertRefused(() => Trainers.LbfgsMaximumEntropy(optimizationTolerance: 0), "OptimizationTolerance", "Must be positive");
        AssertRefused(() => Trainers.LbfgsMaximumEntropy(historySize: 0), "HistorySize", "Must be positive");
        AssertRefused(() => binary.AveragedPerceptron(numberOfIterations: 0), "NumberOfIterations", "must be positive");
        AssertRefused(() => binary.AveragedPerceptron(learningRate: 0), "LearningRate", "must be positive");
        AssertRefused(() => binary.AveragedPerceptron(l2Regularization: 0.5f), "L2Regularization", "must be in range [0, 0.5)");
        Assert.ThrowsExactly<InvalidOperationException>(
            () => binary.AveragedPerceptron(new AveragedPerceptronTrainer.Options { RecencyGain = 1 }));
    }

    [TestMethod]
    public void ScoringNeedsTheFeaturesOfTraining()
    {
        MulticlassPredictionTransformer<MaximumEntropyModelParameters> model = Trainers.LbfgsMaximumEntropy().Fit(_training);
        DataViewSchema foreign = _context.Data.LoadFromEnumerable(new[] { new { Other = 1f } }).Schema;

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.GetOutputSchema(foreign));

        StringAssert.Contains(error.Message, "Could not find feature column 'Features'");
        Assert.AreEqual("Features", model.FeatureColumnName);
        Assert.AreEqual("Vector<Single, 6>", model.FeatureColumnType.ToString());
    }

    private static void AssertRefused(Action make, string parameter, string message)
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(make);
        Assert.AreEqual(parameter, error.ParamName);
        StringAssert.Contains(error.Message, message);
    }
}
