using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks.Tests.Reference;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

[TestClass]
public sealed class FeedForwardNetworkTests
{
    private const int Features = 5;

    public static IEnumerable<object[]> AllBlocks =>
        from operation in new[] { FeedForwardOperationNames.Linear, FeedForwardOperationNames.Residual }
        from activation in FeedForwardSpace.Activations
        from normalization in FeedForwardSpace.Normalizations
        select new object[] { operation, activation, normalization };

    [TestMethod]
    [DynamicData(nameof(AllBlocks))]
    public void ComputesWhatPlainLoopsDo(string operation, string activation, string normalization)
    {
        var block = new FeedForwardBlock(operation, activation, normalization, 0);
        Check(new FeedForwardCell(4, block));
        Check(new FeedForwardCell(3, block, TestTables.Cells["mixed"].Blocks[1] with { Dropout = 0 }, block));
    }

    [TestMethod]
    public void WithoutABlockItIsALinearModel() => Check(new FeedForwardCell(16));

    [TestMethod]
    public void CountsItsCosts()
    {
        using var residual = new FeedForwardNetwork(
            new FeedForwardCell(16, new FeedForwardBlock(FeedForwardOperationNames.Residual, ActivationNames.Relu, NormalizationNames.Batch, 0.5)),
            Features, 3, new FeedForwardNetworkOptions { HiddenMultiplier = 3 }, seed: 1);
        using var linear = new FeedForwardNetwork(new FeedForwardCell(16), Features, 3, new FeedForwardNetworkOptions(), seed: 1);

        // Projection, normalization, two layers of the block, normalization, outputs.
        long multiplyAdds = (Features * 16) + (2 * 16 * 48) + (16 * 3);
        Assert.AreEqual(
            new NetworkStatistics(multiplyAdds + 16 + 32 + 48 + 16 + 32 + 3, multiplyAdds, 1) { Activations = 16 + 16 + (3 * 48) + 16 + 16 + 16 + 16 + 3 },
            residual.Statistics);
        Assert.AreEqual(new NetworkStatistics((Features * 3) + 3, Features * 3, 0) { Activations = 3 }, linear.Statistics);
    }

    [TestMethod]
    public void StandardizesFeaturesByTheTrainingSet()
    {
        using var scope = torch.NewDisposeScope();
        VectorDataset table = TestTables.Classes(50, Features, seed: 1);
        float[] shifted = [.. Enumerable.Range(0, table.Count).SelectMany(row => table.GetRow(row).ToArray()).Select((value, i) => (value * (1 + (i % Features))) + 100)];
        var other = new VectorDataset(shifted, Features, table.Targets);
        using var network = TestTables.Create("mixed", Features, 3);
        network.eval();

        network.SetNormalization(table);
        float[] expected = Forward(network, table);
        network.SetNormalization(other);
        float[] actual = Forward(network, other);

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], 1e-3f);
        }
    }

    [TestMethod]
    [DataRow(0.1f)]
    [DataRow(0f)]
    [DataRow(-3e8f)]
    [DataRow(1e-42f)]
    public void AConstantFeatureHasNoEffect(float constant)
    {
        using var scope = torch.NewDisposeScope();
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 30).SelectMany(_ => new[] { random.NextSingle(), constant })];
        using var network = TestTables.Create("linear", 2, 3);
        network.eval();

        network.SetNormalization(new VectorDataset(values, 2, new ClassTargets(new int[30], ["a", "b", "c"])));
        float[] usual = network.forward(torch.tensor(new[] { 0.5f, constant }, [1, 2])).data<float>().ToArray();
        float[] unusual = network.forward(torch.tensor(new[] { 0.5f, constant + 1000 }, [1, 2])).data<float>().ToArray();

        Assert.IsTrue(Array.TrueForAll(usual, float.IsFinite));
        CollectionAssert.AreEqual(usual, unusual);
    }

    [TestMethod]
    public void ARowOfWeightZeroDoesNotCountInTheFigures()
    {
        using var scope = torch.NewDisposeScope();
        VectorDataset table = TestTables.Classes(20, Features, seed: 1);
        float[] weights = [.. Enumerable.Range(0, 20).Select(row => row < 12 ? 2f : 0f)];
        float[] values = [.. Enumerable.Range(0, 20).SelectMany(row => table.GetRow(row).ToArray())];
        using var network = TestTables.Create("mixed", Features, 3);
        network.eval();

        network.SetNormalization(new VectorDataset(values, Features, table.Targets, weights));
        float[] weighted = Forward(network, table);
        network.SetNormalization(table.Take(12));

        CollectionAssert.AreEqual(Forward(network, table), weighted);
    }

    [TestMethod]
    [DataRow("linear")]
    [DataRow("perceptron")]
    [DataRow("residual")]
    [DataRow("mixed")]
    public void BeforeAnyTrainingAllAnswersAreAlike(string cell)
    {
        using var scope = torch.NewDisposeScope();
        using var network = TestTables.Create(cell, Features, 3);

        CollectionAssert.AreEqual(new float[24], network.forward(torch.rand(8, Features)).data<float>().ToArray());
    }

    [TestMethod]
    public void DropoutChangesTrainingAlone()
    {
        using var scope = torch.NewDisposeScope();
        using var network = TestTables.Create("mixed", Features, 3);
        using (torch.no_grad())
        {
            // Before any training all answers are alike.
            foreach (var parameter in network.parameters())
            {
                parameter.add_(0.1);
            }
        }

        var input = torch.rand(8, Features);
        float[] Run() => network.forward(input).data<float>().ToArray();

        float[] first = Run();
        CollectionAssert.AreNotEqual(Run(), Run());
        network.ResetMasks(1);
        CollectionAssert.AreEqual(first, Run());
        network.eval();
        CollectionAssert.AreEqual(Run(), Run());
    }

    [TestMethod]
    public void TrainsOnABatchOfOneRow()
    {
        using var scope = torch.NewDisposeScope();
        using var network = TestTables.Create("mixed", Features, 3);
        float[] outputs = network.forward(torch.rand(1, Features)).data<float>().ToArray();

        Assert.IsTrue(Array.TrueForAll(outputs, float.IsFinite));
    }

    [TestMethod]
    public void LearnsClassesAndValues()
    {
        var options = new TrainingOptions { Epochs = 30, BatchSize = 20, LearningRate = 0.01, Optimizer = TrainingOptimizer.AdamW };
        using var classifier = TestTables.Create("residual", Features, 3);
        using var regressor = TestTables.Create("residual", Features, 1);

        new NetworkTrainer(options, seed: 1).Train(classifier, TestTables.Classes(300, Features, seed: 1));
        new NetworkTrainer(options, seed: 1).Train(regressor, TestTables.Values(300, Features, seed: 1));

        Assert.IsGreaterThan(0.8, ((ClassificationFigures)NetworkScorer.Evaluate(classifier, TestTables.Classes(200, Features, seed: 2))).Accuracy);
        Assert.IsGreaterThan(0.8, ((RegressionFigures)NetworkScorer.Evaluate(regressor, TestTables.Values(200, Features, seed: 2))).RSquared);
    }

    [TestMethod]
    public void WhatItCannotReadIsRefused()
    {
        using var network = TestTables.Create("mixed", Features, 3);
        var options = new FeedForwardNetworkOptions { HiddenMultiplier = 0 };
        var unknown = new FeedForwardBlock("dense", ActivationNames.Relu, NormalizationNames.None, 0);
        string[] classes = ["a", "b", "c"];

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => network.SetNormalization(new VectorDataset(new float[6], 6, new ClassTargets([0], classes)))).Message,
            "takes vectors of 5 values, those of the data set have 6");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => network.SetNormalization(new TokenDataset(new int[5], 5, new ClassTargets([0], classes)))).Message,
            "takes vectors");
        Assert.ThrowsExactly<ValidationException>(() => new FeedForwardNetwork(new FeedForwardCell(4), 2, 2, options, 1));
        Assert.ThrowsExactly<ArgumentException>(() => new FeedForwardNetwork(new FeedForwardCell(4, unknown), 2, 2, new FeedForwardNetworkOptions(), 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new FeedForwardNetwork(new FeedForwardCell(4), 0, 2, new FeedForwardNetworkOptions(), 1));
    }

    [TestMethod]
    public void DisposingFreesEveryTensor()
    {
        long left = LiveTensors.LeftByAParameter();
        int parameters;
        long before = LiveTensors.Count();
        using (var network = TestTables.Create("mixed", Features, 1))
        {
            parameters = network.parameters().Count();
            using var scope = torch.NewDisposeScope();
            network.forward(torch.rand(3, Features));
        }

        Assert.AreEqual(before + (left * parameters), LiveTensors.Count());
    }

    private static float[] Forward(FeedForwardNetwork network, VectorDataset table) => network.forward(
        torch.tensor([.. Enumerable.Range(0, table.Count).SelectMany(row => table.GetRow(row).ToArray())], [table.Count, table.Width])).data<float>().ToArray();

    private static void Check(FeedForwardCell cell)
    {
        using var network = new FeedForwardNetwork(cell, Features, 3, new FeedForwardNetworkOptions(), seed: 1);
        ReferenceCheck.Run(
            network,
            tensors => network.forward(tensors[0].view(-1, Features)),
            [Map.Random(2, 4, Features, 1, 1)],
            (weights, maps) => new ReferenceFeedForward(weights).Apply(cell, maps[0]),
            placesPerTensor: 4);
    }
}
