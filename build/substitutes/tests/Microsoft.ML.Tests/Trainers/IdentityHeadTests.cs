using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Substitutes.Tests.MachineLearning.Trainers;

/// <summary>One step over two rows gives exactly the identity: the head that makes a scalar out of a network's vector of one.</summary>
[TestClass]
public sealed class IdentityHeadTests
{
    private static readonly float[] _values = [0, 1, -1, 3.14159274f, -1e-30f, 1e30f, 0.1f, float.Epsilon];

    private readonly MLContext _context = new(1);
    private readonly IDataView _training;

    public IdentityHeadTests() => _training = _context.Data.LoadFromEnumerable([new Row(1, true), new Row(0, false)]);

    [TestMethod]
    public void OnlineGradientDescentLearnsTheIdentity()
    {
        var options = new OnlineGradientDescentTrainer.Options
        {
            LabelColumnName = nameof(Row.Number),
            LearningRate = 0.5f,
            DecreaseLearningRate = false,
            Averaged = false,
            Shuffle = false,
            NumberOfIterations = 1,
        };

        RegressionPredictionTransformer<LinearRegressionModelParameters> head = _context.Regression.Trainers.OnlineGradientDescent(options).Fit(_training);

        Assert.AreEqual(0, head.Model.Bias);
        CollectionAssert.AreEqual(new[] { 1f }, head.Model.Weights.ToArray());
        AssertPassesThrough(head);
    }

    [TestMethod]
    public void AveragedPerceptronLearnsTheIdentity()
    {
        BinaryPredictionTransformer<LinearBinaryModelParameters> head = FitPerceptron();

        Assert.AreEqual(0, head.Model.Bias);
        CollectionAssert.AreEqual(new[] { 1f }, head.Model.Weights.ToArray());
        AssertPassesThrough(head);
    }

    [TestMethod]
    public void ACalibratorThenGivesTheLogitsProbability()
    {
        IDataView logits = Load(_values);
        IDataView scored = FitPerceptron().Transform(logits);
        IDataView calibrated = _context.BinaryClassification.Calibrators.Platt(-1, 0).Fit(scored).Transform(scored);

        float[] probabilities = [.. calibrated.GetColumn<float>("Probability")];
        bool[] predictions = [.. calibrated.GetColumn<bool>("PredictedLabel")];
        for (int i = 0; i < _values.Length; i++)
        {
            Assert.AreEqual((float)(1 / (1 + Math.Exp(-(double)_values[i]))), probabilities[i]);
            Assert.AreEqual(_values[i] > 0, predictions[i]);
        }
    }

    private BinaryPredictionTransformer<LinearBinaryModelParameters> FitPerceptron()
        => _context.BinaryClassification.Trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options
        {
            LabelColumnName = nameof(Row.Flag),
            LossFunction = new HingeLoss(),
            LearningRate = 1,
            DecreaseLearningRate = false,
            Averaged = false,
            Shuffle = false,
            NumberOfIterations = 1,
        }).Fit(_training);

    private void AssertPassesThrough(ITransformer head)
        => CollectionAssert.AreEqual(_values, head.Transform(Load(_values)).GetColumn<float>("Score").ToArray());

    private IDataView Load(IEnumerable<float> values) => _context.Data.LoadFromEnumerable(values.Select(value => new Row(value, value > 0)));

    private sealed class Row(float number, bool flag)
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [number];

        public float Number { get; set; } = number;

        public bool Flag { get; set; } = flag;
    }
}
