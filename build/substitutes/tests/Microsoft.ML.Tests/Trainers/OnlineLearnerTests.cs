using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Substitutes.Tests.MachineLearning.Trainers;

/// <summary>The expected numbers are those that the real package learns from the same rows in the same order.</summary>
[TestClass]
public sealed class OnlineLearnerTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _training;
    private readonly IDataView _test;

    public OnlineLearnerTests()
    {
        _training = Blobs.Load(_context, Blobs.Training);
        _test = Blobs.Load(_context, Blobs.Test);
    }

    public static IEnumerable<object[]> Perceptrons =>
    [
        ["lazy", new AveragedPerceptronTrainer.Options(), new[] { 1.4785f, 2.766444f, -3.608581f, 3.064067f, -2.947267f, 0.6620755f, -0.7871484f }],
        ["regularized", new AveragedPerceptronTrainer.Options { L2Regularization = 0.01f }, new[] { 0.102381f, 1.829615f, -1.707741f, 1.517416f, -1.514431f, 0.2239187f, -0.3413461f }],
        ["recent rows count more", new AveragedPerceptronTrainer.Options { LazyUpdate = false, RecencyGain = 0.5f }, new[] { 1.767781f, 2.960762f, -3.656039f, 3.08781f, -2.879303f, 0.7104388f, -0.8477073f }],
        ["by a growing factor", new AveragedPerceptronTrainer.Options { LazyUpdate = false, RecencyGain = 1.01f, RecencyGainMultiplicative = true }, new[] { 0.8361831f, 3.29718f, -2.979526f, 3.153494f, -1.538847f, 0.03523865f, -1.383703f }],
        ["going back to the average", new AveragedPerceptronTrainer.Options { LazyUpdate = false, ResetWeightsAfterXExamples = 100 }, new[] { 0.7188197f, 2.545447f, -2.633509f, 3.115103f, -2.527115f, 0.08653761f, -0.4671855f }],
        ["not averaged", new AveragedPerceptronTrainer.Options { Averaged = false, DecreaseLearningRate = true, LearningRate = 0.2f }, new[] { 0.6f, 0.9533729f, -0.5201659f, 0.6690748f, -0.8093142f, 1.030643f, -0.7730419f }],
    ];

    [TestMethod]
    [DynamicData(nameof(Perceptrons))]
    public void ThePerceptronLearnsTheSameWeights(string name, AveragedPerceptronTrainer.Options options, float[] biasAndWeights)
    {
        options.LabelColumnName = "Flag";
        options.Shuffle = false;

        LinearBinaryModelParameters model = _context.BinaryClassification.Trainers.AveragedPerceptron(options).Fit(_training).Model;

        Assert.IsFalse(string.IsNullOrEmpty(name));
        Nearly.Equal(biasAndWeights, [model.Bias, .. model.Weights], 1e-4);
    }

    [TestMethod]
    public void GradientDescentLearnsTheSameWeights()
    {
        LinearRegressionModelParameters model = _context.Regression.Trainers.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = "Target",
            Shuffle = false,
            NumberOfIterations = 3,
            LearningRate = 0.05f,
        }).Fit(_training).Model;

        Nearly.Equal([0.4879524f, 1.946751f, -0.9670831f, 0.01206658f, 0.02545724f, 0.04581974f, -0.01197975f], [model.Bias, .. model.Weights]);
    }

    [TestMethod]
    public void WithoutOptionsThePerceptronLearnsByTheLogarithmicLoss()
    {
        LinearBinaryModelParameters model = _context.BinaryClassification.Trainers.AveragedPerceptron("Flag").Fit(_training).Model;

        Assert.AreEqual(1.4058553, model.Bias, 1e-5);
    }

    [TestMethod]
    public void ALossCanBeGiven()
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers trainers = _context.BinaryClassification.Trainers;

        LinearBinaryModelParameters given = trainers.AveragedPerceptron("Flag", lossFunction: new HingeLoss()).Fit(_training).Model;
        LinearBinaryModelParameters standard = trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options { LabelColumnName = "Flag" }).Fit(_training).Model;

        Assert.AreEqual(standard.Bias, given.Bias);
    }

    [TestMethod]
    public void ShuffledRowsAreLearntInTheSameOrderFromTheSameSeed()
    {
        IDataView shuffleable = _context.Data.Cache(_training);

        float Bias(int seed) => new MLContext(seed).BinaryClassification.Trainers.AveragedPerceptron("Flag").Fit(shuffleable).Model.Bias;

        Assert.IsTrue(shuffleable.CanShuffle);
        Assert.AreEqual(Bias(5), Bias(5));
        Assert.AreNotEqual(Bias(5), Bias(6));
    }

    [TestMethod]
    public void WithTheirDefaultsBothLearn()
    {
        IDataView perceptron = _context.BinaryClassification.Trainers.AveragedPerceptron("Flag").Fit(_training).Transform(_test);
        IDataView descent = _context.Regression.Trainers.OnlineGradientDescent("Target").Fit(_training).Transform(_test);

        Assert.IsTrue(_context.BinaryClassification.EvaluateNonCalibrated(perceptron, "Flag").Accuracy > 0.78);
        Assert.IsTrue(_context.Regression.Evaluate(descent, "Target").RSquared > 0.9);
    }

    [TestMethod]
    public void LearningGoesOnFromAModel()
    {
        AveragedPerceptronTrainer trainer = _context.BinaryClassification.Trainers.AveragedPerceptron(
            new AveragedPerceptronTrainer.Options { LabelColumnName = "Flag", Shuffle = false, NumberOfIterations = 1, Averaged = false });
        AveragedPerceptronTrainer longer = _context.BinaryClassification.Trainers.AveragedPerceptron(
            new AveragedPerceptronTrainer.Options { LabelColumnName = "Flag", Shuffle = false, NumberOfIterations = 2, Averaged = false });

        LinearBinaryModelParameters twice = trainer.Fit(_training, trainer.Fit(_training).Model).Model;

        CollectionAssert.AreEqual(longer.Fit(_training).Model.Weights.ToArray(), twice.Weights.ToArray());
    }

    [TestMethod]
    public void ASteepRateIsReported()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => _context.Regression.Trainers.OnlineGradientDescent("Target", learningRate: 1000).Fit(_training));

        StringAssert.Contains(error.Message, "high learning rates");
    }
}
