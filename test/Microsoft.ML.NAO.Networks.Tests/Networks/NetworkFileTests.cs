using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

[TestClass]
public sealed class NetworkFileTests
{
    [TestMethod]
    public void ANetworkComesBackAsItWas()
    {
        ImageDataset images = TestNetworks.Bars(30);
        using var network = TestNetworks.Create(TestNetworks.Sample(5));
        new NetworkTrainer(new TrainingOptions { Epochs = 2, BatchSize = 10 }, seed: 1).Train(network, images);
        using var file = new MemoryStream(Save(network));

        using ConvolutionalNetwork loaded = NetworkFile.Load(file);

        CollectionAssert.AreEqual(NetworkScorer.Score(network, images), NetworkScorer.Score(loaded, images));
        Assert.AreEqual(network.Statistics, loaded.Statistics);
    }

    [TestMethod]
    public void ANetworkForAValueComesBackWithItsUnit()
    {
        ImageDataset images = TestVectors.BrightImages(20);
        using var network = TestNetworks.Create(classes: 1);
        new NetworkTrainer(new TrainingOptions { Epochs = 1, BatchSize = 10 }, seed: 1).Train(network, images);

        using ConvolutionalNetwork loaded = NetworkFile.Load(new MemoryStream(Save(network)));

        Assert.IsTrue(loaded.PredictsValue);
        CollectionAssert.AreEqual(NetworkScorer.Score(network, images), NetworkScorer.Score(loaded, images));
    }

    [TestMethod]
    public void TheConventionsComeBackAsTheyWere()
    {
        var options = new ConvolutionalNetworkOptions { InitialChannels = 4, Conventions = NetworkConventions.PyTorchEleven with { ClassifierBias = false } };
        using var network = TestNetworks.Create(TestNetworks.AllPublished["NAONet"], options: options);

        using ConvolutionalNetwork loaded = NetworkFile.Load(new MemoryStream(Save(network)));

        Assert.AreEqual(options.Conventions, loaded.Options.Conventions);
        Assert.AreEqual(network.Statistics, loaded.Statistics);
    }

    [TestMethod]
    public void ALoadedNetworkTrainsOn()
    {
        ImageDataset images = TestNetworks.Bars(30);
        using var network = TestNetworks.Create();
        using ConvolutionalNetwork loaded = NetworkFile.Load(new MemoryStream(Save(network)));

        TrainingResult result = new NetworkTrainer(new TrainingOptions { Epochs = 12, BatchSize = 10 }, seed: 1).Train(loaded, images, images);

        Assert.AreEqual(1, result.Validation!.Metric);
    }

    [TestMethod]
    public void RefusesADamagedFile()
    {
        using var network = TestNetworks.Create();
        byte[] file = Save(network);
        byte[] changed = [.. file];
        changed[file.Length / 2] ^= 1;

        StringAssert.Contains(Refuse(changed), "damaged");
        StringAssert.Contains(Refuse(file[..^100]), "damaged");
        StringAssert.Contains(Refuse([1, 2, 3]), "no file of a network");
    }

    private static byte[] Save(ConvolutionalNetwork network)
    {
        using var stream = new MemoryStream();
        NetworkFile.Save(network, stream);
        return stream.ToArray();
    }

    private static string Refuse(byte[] file) =>
        Assert.ThrowsExactly<InvalidDataException>(() => NetworkFile.Load(new MemoryStream(file))).Message;
}
