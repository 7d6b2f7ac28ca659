using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Tensors;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

[TestClass]
public sealed class ConvolutionalNetworkTests
{
    [TestMethod]
    public void ThePublishedNetworkHasThePublishedNumberOfParameters()
    {
        var options = new ConvolutionalNetworkOptions { CellsPerStage = 5, InitialChannels = 36, ProjectPreviousCell = true };

        NetworkStatistics statistics = ConvolutionalNetwork.GetStatistics(TestNetworks.Published, new ImageShape(3, 32, 32), 10, options);

        Assert.AreEqual(2.466, Math.Round(statistics.Parameters / 1e6, 3));
        Assert.AreEqual(17, statistics.Cells);
    }

    [TestMethod]
    [DataRow("NAONet", nameof(NetworkConventions.TensorFlow), 11.52)]
    [DataRow("NAONet-A", nameof(NetworkConventions.PyTorchEleven), 11.47)]
    [DataRow("NAONet-B", nameof(NetworkConventions.PyTorch), 2.92)]
    [DataRow("NAONet-V2", nameof(NetworkConventions.PyTorch), 4.39)]
    public void ThePublishedCellsMakeNetworksOfKnownSize(string cells, string conventions, double millions)
    {
        var options = new ConvolutionalNetworkOptions
        {
            CellsPerStage = 6, InitialChannels = 36, Conventions = TestNetworks.AllConventions[conventions],
        };

        NetworkStatistics statistics = ConvolutionalNetwork.GetStatistics(TestNetworks.AllPublished[cells], new ImageShape(3, 32, 32), 10, options);

        Assert.AreEqual(millions, Math.Round(statistics.Parameters / 1e6, 2));
        Assert.AreEqual(20, statistics.Cells);
    }

    [TestMethod]
    [DataRow(1, 8, 8)]
    [DataRow(3, 32, 32)]
    [DataRow(2, 9, 13)]
    [DataRow(1, 28, 28)]
    [DataRow(1, 4, 4)]
    public void GivesOneLogitForEachClass(int channels, int height, int width)
    {
        using var scope = torch.NewDisposeScope();
        for (int seed = 0; seed < 5; seed++)
        {
            using var network = TestNetworks.Create(TestNetworks.Sample(seed), new ImageShape(channels, height, width), classes: 7);

            CollectionAssert.AreEqual(new long[] { 2, 7 }, network.forward(torch.rand(2, channels, height, width)).shape);
        }
    }

    [TestMethod]
    public void EveryParameterGetsAGradient()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            using var scope = torch.NewDisposeScope();
            using var network = TestNetworks.Create(TestNetworks.Sample(seed));
            var parameters = network.parameters().ToArray();

            var gradients = torch.autograd.grad([network.forward(torch.rand(6, 1, 8, 8)).square().sum()], parameters);

            Assert.HasCount(parameters.Length, gradients);
            Assert.IsTrue(gradients.All(gradient => gradient.isfinite().all().item<bool>()));
        }
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameWeights()
    {
        using var scope = torch.NewDisposeScope();
        using var first = TestNetworks.Create(seed: 3);
        using var second = TestNetworks.Create(seed: 3);
        using var other = TestNetworks.Create(seed: 4);
        var input = torch.rand(4, 1, 8, 8);
        first.eval();
        second.eval();
        other.eval();

        float[] expected = first.forward(input).data<float>().ToArray();

        CollectionAssert.AreEqual(expected, second.forward(input).data<float>().ToArray());
        CollectionAssert.AreNotEqual(expected, other.forward(input).data<float>().ToArray());
    }

    [TestMethod]
    public void TrainingModeUsesTheStatisticsOfTheBatch()
    {
        using var scope = torch.NewDisposeScope();
        using var network = TestNetworks.Create();
        var input = torch.rand(8, 1, 8, 8);
        var alone = input.narrow(0, 0, 1);
        network.eval();
        float[] evaluatedTogether = network.forward(input).narrow(0, 0, 1).data<float>().ToArray();
        float[] evaluatedAlone = network.forward(alone).data<float>().ToArray();
        network.train();
        float[] trainedTogether = network.forward(input).narrow(0, 0, 1).data<float>().ToArray();

        for (int c = 0; c < evaluatedAlone.Length; c++)
        {
            Assert.AreEqual(evaluatedTogether[c], evaluatedAlone[c], 1e-4f);
        }

        CollectionAssert.AreNotEqual(evaluatedTogether, trainedTogether);
    }

    [TestMethod]
    public void DropPathAndDropoutChangeTrainingAlone()
    {
        using var scope = torch.NewDisposeScope();
        var options = new ConvolutionalNetworkOptions { InitialChannels = 4, DropPathKeepProbability = 0.5, DropoutKeepProbability = 0.5 };
        using var network = TestNetworks.Create(options: options);
        var input = torch.rand(8, 1, 8, 8);
        float[] Run() => network.forward(input).data<float>().ToArray();

        CollectionAssert.AreNotEqual(Run(), Run());
        network.eval();
        CollectionAssert.AreEqual(Run(), Run());
    }

    [TestMethod]
    public void DropPathGrowsWithTheDepthAndTheTraining()
    {
        using var network = TestNetworks.Create(options: new ConvolutionalNetworkOptions { InitialChannels = 4, DropPathKeepProbability = 0.7 });
        network.TrainingProgress = 0.5;

        double[] keep = [.. Enumerable.Range(0, network.Statistics.Cells).Select(network.GetKeepProbability)];

        Assert.HasCount(3, keep);
        Assert.AreEqual(0.95, keep[0], 1e-12);
        Assert.AreEqual(0.90, keep[1], 1e-12);
        Assert.AreEqual(0.85, keep[2], 1e-12);
        network.TrainingProgress = 1;
        Assert.AreEqual(0.7, network.GetKeepProbability(2), 1e-12);
    }

    [TestMethod]
    public void NormalizesByTheTrainingSet()
    {
        using var scope = torch.NewDisposeScope();
        ImageDataset dataset = TestNetworks.Bars(30);
        var scaled = new ImageDataset(
            dataset.Shape, [.. dataset.Pixels.ToArray().Select(value => (value * 100) - 5)], dataset.Labels.ToArray(), dataset.ClassNames);
        using var network = TestNetworks.Create();
        network.eval();

        network.SetNormalization(dataset);
        float[] expected = network.forward(torch.tensor(dataset.GetImage(0).ToArray()).view(1, 1, 8, 8)).data<float>().ToArray();
        network.SetNormalization(scaled);
        float[] actual = network.forward(torch.tensor(scaled.GetImage(0).ToArray()).view(1, 1, 8, 8)).data<float>().ToArray();

        for (int c = 0; c < expected.Length; c++)
        {
            Assert.AreEqual(expected[c], actual[c], 1e-4f);
        }
    }

    [TestMethod]
    public void TheAuxiliaryClassifierWorksInTrainingAndIsNotCounted()
    {
        using var scope = torch.NewDisposeScope();
        var shape = new ImageShape(3, 32, 32);
        var with = new ConvolutionalNetworkOptions { InitialChannels = 4, AuxiliaryClassifier = true };
        using var network = TestNetworks.Create(shape: shape, options: with);
        using var plain = TestNetworks.Create(shape: shape);
        var input = torch.rand(4, 3, 32, 32);

        CollectionAssert.AreEqual(new long[] { 4, 3 }, network.Compute(input).Auxiliary!.shape);
        Assert.AreEqual(plain.Statistics, network.Statistics);
        network.eval();
        Assert.IsNull(network.Compute(input).Auxiliary);
    }

    [TestMethod]
    public void TheAuxiliaryClassifierStandsWhereConventionsSay()
    {
        var options = new ConvolutionalNetworkOptions { InitialChannels = 4, AuxiliaryClassifier = true };
        int Inputs(NetworkConventions conventions)
        {
            options.Conventions = conventions;
            using var network = TestNetworks.Create(TestNetworks.AllPublished["NAONet"], new ImageShape(3, 32, 32), options: options);
            return (int)network.named_parameters().Single(p => p.name.Contains("_auxiliary") && p.parameter.shape is [128, _, 1, 1]).parameter.shape[1];
        }

        // Three loose ends in the normal cell, four in the reduction cell.
        Assert.AreEqual(3 * 16, Inputs(NetworkConventions.TensorFlow));
        Assert.AreEqual(4 * 16, Inputs(NetworkConventions.PyTorch));
    }

    [TestMethod]
    public void AReducingStemGivesTheFirstCellMapsOfTwoSizes()
    {
        using var scope = torch.NewDisposeScope();
        var shape = new ImageShape(3, 64, 64);
        var options = new ConvolutionalNetworkOptions { InitialChannels = 4, Stem = NetworkStem.Reduction };
        using var network = TestNetworks.Create(shape: shape, options: options);
        var stem = network.named_parameters().Where(p => p.name.Contains("stem")).Select(p => p.parameter.shape).Where(s => s.Length == 4).ToArray();

        Assert.AreEqual(1, options.GetReductions(shape));
        CollectionAssert.AreEqual(new long[] { 2, 3, 3, 3 }, stem[0]);
        CollectionAssert.AreEqual(new long[] { 4, 2, 3, 3 }, stem[1]);
        CollectionAssert.AreEqual(new long[] { 4, 4, 3, 3 }, stem[2]);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, network.forward(torch.rand(2, 3, 64, 64)).shape);
    }

    [TestMethod]
    [DataRow(4, 0)]
    [DataRow(8, 1)]
    [DataRow(12, 1)]
    [DataRow(16, 2)]
    [DataRow(32, 2)]
    [DataRow(224, 2)]
    public void ReducesAsOftenAsTheImageHasRoomFor(int side, int reductions) =>
        Assert.AreEqual(reductions, new ConvolutionalNetworkOptions().GetReductions(new ImageShape(3, side, 2 * side)));

    [TestMethod]
    public void RefusesOptionsOutOfRange()
    {
        var odd = new ConvolutionalNetworkOptions { InitialChannels = 7 };
        var none = new ConvolutionalNetworkOptions { CellsPerStage = 0 };

        StringAssert.Contains(Assert.ThrowsExactly<ValidationException>(() => TestNetworks.Create(options: odd)).Message, "even");
        StringAssert.Contains(Assert.ThrowsExactly<ValidationException>(() => TestNetworks.Create(options: none)).Message, "CellsPerStage");
    }

    [TestMethod]
    public void RefusesImagesOfAnotherShape()
    {
        using var network = TestNetworks.Create();

        var error = Assert.ThrowsExactly<ArgumentException>(() => network.SetNormalization(TestNetworks.Bars(3, shape: new ImageShape(3, 8, 8))));

        StringAssert.Contains(error.Message, "1×8×8");
        StringAssert.Contains(error.Message, "3×8×8");
    }

    [TestMethod]
    public void DisposingFreesEveryTensor()
    {
        long left = LiveTensors.LeftByAParameter();
        int parameters;
        long before = LiveTensors.Count();
        long alive;

        using (var network = TestNetworks.Create())
        {
            parameters = network.parameters().Count();
            alive = LiveTensors.Count();
        }

        Assert.AreEqual(before + (left * parameters), LiveTensors.Count());
        Assert.IsGreaterThan(before + parameters, alive);
    }
}
