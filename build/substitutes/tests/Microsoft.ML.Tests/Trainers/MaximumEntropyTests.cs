using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Substitutes.Tests.MachineLearning.Trainers;

/// <summary>The expected numbers are those that the real package fits to the same rows.</summary>
[TestClass]
public sealed class MaximumEntropyTests
{
    private readonly MLContext _context = new(1);
    private readonly IDataView _training;
    private readonly IDataView _test;

    public MaximumEntropyTests()
    {
        _training = Blobs.Load(_context, Blobs.Training);
        _test = Blobs.Load(_context, Blobs.Test);
    }

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _context.MulticlassClassification.Trainers;

    [TestMethod]
    public void WithBothRegularizationsItPredictsAsWell()
    {
        MulticlassClassificationMetrics metrics = Evaluate(Trainers.LbfgsMaximumEntropy().Fit(_training));

        Assert.AreEqual(0.805, metrics.MicroAccuracy, 0.01);
        Assert.AreEqual(0.55541079, metrics.LogLoss, 2e-3);
    }

    [TestMethod]
    public void WithSquaredWeightsItFitsTheSameModel()
    {
        MaximumEntropyModelParameters model = Trainers.LbfgsMaximumEntropy(l1Regularization: 0).Fit(_training).Model;

        Nearly.Equal([0.4762285f, 0.3823279f, -0.1038509f, -0.7547051f], model.GetBiases());
        Nearly.Equal([1.659843f, -0.6961001f, -0.582825f, -0.5905803f, 0.01156462f, -0.6032284f], Weights(model)[0].DenseValues());
    }

    [TestMethod]
    public void WithAbsoluteWeightsItDropsTheSameOnes()
    {
        MaximumEntropyModelParameters model = Trainers.LbfgsMaximumEntropy(l1Regularization: 10, l2Regularization: 0).Fit(_training).Model;

        // The steps end early here, and where exactly depends on the processor's vector instructions.
        Nearly.Equal([0.3021748f, 0.160602f, -0.03912179f, -0.4236552f], model.GetBiases(), 6e-2);
        Nearly.Equal([1.769027f, -0.0522061f, 0f, 0f, 0f, -0.3513477f], Weights(model)[0].DenseValues(), 6e-2);
        CollectionAssert.AreEqual(new[] { 2, 3, 4 }, Weights(model)[0].DenseValues().Index().Where(item => item.Item == 0).Select(item => item.Index).ToArray());
    }

    [TestMethod]
    public void NegativeWeightsCanBeRefused()
    {
        MaximumEntropyModelParameters model = Trainers.LbfgsMaximumEntropy(l1Regularization: 0, enforceNonNegativity: true).Fit(_training).Model;

        Assert.IsTrue(Weights(model).All(weights => weights.DenseValues().All(weight => weight >= 0)));
        Nearly.Equal([0f, 2.168954f, 0f, 0f, 0.08604366f, 0.1902463f], Weights(model)[1].DenseValues(), 1e-3);
    }

    [TestMethod]
    public void FewStepsAreTheSameSteps()
    {
        MaximumEntropyModelParameters model = Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            MaximumNumberOfIterations = 3,
            HistorySize = 2,
            NumberOfThreads = 1,
        }).Fit(_training).Model;

        Nearly.Equal([0.2105568f, 0.03582959f, 0.01151904f, -0.2579053f], model.GetBiases(), 1e-5);
        Nearly.Equal([-0.4410651f, -0.2847159f, 1.285402f, -0.2806163f, 0.1240161f, 0.2252194f], Weights(model)[2].DenseValues(), 1e-5);
    }

    [TestMethod]
    public void RowsCountByTheirWeights()
    {
        MaximumEntropyModelParameters model = Trainers.LbfgsMaximumEntropy(exampleWeightColumnName: "Weight", l1Regularization: 0).Fit(_training).Model;

        Nearly.Equal([0.4687015f, 0.3489204f, -0.06335431f, -0.7542655f], model.GetBiases());
    }

    [TestMethod]
    public void TrainingGoesOnFromAModel()
    {
        LbfgsMaximumEntropyMulticlassTrainer trainer = Trainers.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = 3 });

        MulticlassPredictionTransformer<MaximumEntropyModelParameters> first = trainer.Fit(_training);
        MulticlassPredictionTransformer<MaximumEntropyModelParameters> second = trainer.Fit(_training, first.Model);

        Assert.IsTrue(Evaluate(second, _training).LogLoss < Evaluate(first, _training).LogLoss);
    }

    [TestMethod]
    public void RowsWithNaNAreLeftOut()
    {
        Blobs.Row[] clean = [.. Blobs.Training.Take(300)];
        Blobs.Row[] dirty = [.. clean, new Blobs.Row { Name = "ant", Features = [float.NaN, 0, 0, 0, 0, 0] }];
        LbfgsMaximumEntropyMulticlassTrainer trainer = Trainers.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 });

        CollectionAssert.AreEqual(
            trainer.Fit(Blobs.Load(_context, clean)).Model.GetBiases().ToArray(),
            trainer.Fit(Blobs.Load(_context, dirty)).Model.GetBiases().ToArray());
    }

    [TestMethod]
    public void TheSameRowsGiveTheSameModelTwice()
        => CollectionAssert.AreEqual(
            Trainers.LbfgsMaximumEntropy().Fit(_training).Model.GetBiases().ToArray(),
            new MLContext(2).MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(_training).Model.GetBiases().ToArray());

    [TestMethod]
    public void ScoresAreProbabilities()
    {
        IDataView scored = Trainers.LbfgsMaximumEntropy().Fit(_training).Transform(_test);

        foreach (VBuffer<float> score in scored.GetColumn<VBuffer<float>>("Score"))
            Assert.AreEqual(1, score.DenseValues().Sum(), 1e-5);
    }

    private static VBuffer<float>[] Weights(MaximumEntropyModelParameters model)
    {
        VBuffer<float>[] weights = null!;
        model.GetWeights(ref weights, out int classes);
        Assert.AreEqual(4, classes);
        return weights;
    }

    private MulticlassClassificationMetrics Evaluate(ITransformer model, IDataView? data = null)
        => _context.MulticlassClassification.Evaluate(model.Transform(data ?? _test));
}
