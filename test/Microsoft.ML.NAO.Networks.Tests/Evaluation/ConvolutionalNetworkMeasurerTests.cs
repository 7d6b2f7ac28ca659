using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Tests.Tensors;

namespace Microsoft.ML.NAO.Networks.Tests.Evaluation;

[TestClass]
public class ConvolutionalNetworkMeasurerTests
{
    private static readonly ImageShape Shape = new(1, 8, 8);

    [TestMethod]
    public void CountsWhatTheNetworkItselfCounts()
    {
        Architecture architecture = TestNetworks.Space.Sample(new Random(1));
        NetworkStatistics expected = ConvolutionalNetwork.GetStatistics(TestNetworks.Space.Decode(architecture), Shape, 3, TestNetworks.Small());

        var measures = Create().Measure(architecture, CancellationToken.None);

        Assert.AreEqual(expected.Parameters, measures[ConvolutionalNetworkMeasurer.Parameters]);
        Assert.AreEqual(expected.MultiplyAdds, measures[ConvolutionalNetworkMeasurer.MultiplyAdds]);
        Assert.AreEqual((4 * 3 * expected.Parameters) + (4 * 32 * expected.Activations), measures[ConvolutionalNetworkMeasurer.TrainingMemory]);
        Assert.IsFalse(measures.ContainsKey(ConvolutionalNetworkMeasurer.Latency));
    }

    [TestMethod]
    public void MoreChannelsTakeMoreOfAll()
    {
        Architecture architecture = TestNetworks.Space.Sample(new Random(1));
        ConvolutionalNetworkOptions wide = TestNetworks.Small();
        wide.InitialChannels *= 4;

        var narrow = Create().Measure(architecture, CancellationToken.None);
        var large = new ConvolutionalNetworkMeasurer(TestNetworks.Space, Shape, 3, wide, batchSize: 32).Measure(architecture, CancellationToken.None);

        Assert.IsTrue(narrow.Keys.All(name => large[name] > narrow[name]));
    }

    [TestMethod]
    public void TheLatencyIsTheMedianRun()
    {
        // Each of the 18 runs takes a millisecond longer than the one before; the first three do not count.
        var clock = new SlowingClock();
        var measures = Create(latency: true, clock).Measure(TestNetworks.Space.Sample(new Random(1)), CancellationToken.None);

        Assert.AreEqual(11, measures[ConvolutionalNetworkMeasurer.Latency]);
    }

    [TestMethod]
    public void NoTensorIsLeft()
    {
        Architecture architecture = TestNetworks.Space.Sample(new Random(1));
        Create(latency: true).Measure(architecture, CancellationToken.None);

        long left = LiveTensors.LeftBy(() => Create(latency: true).Measure(architecture, CancellationToken.None));

        Assert.AreEqual(TestNetworks.LeftByANetwork(TestNetworks.Space.Decode(architecture)), left);
    }

    private static ConvolutionalNetworkMeasurer Create(bool latency = false, TimeProvider? clock = null) =>
        new(TestNetworks.Space, Shape, 3, TestNetworks.Small(), batchSize: 32, latency, timeProvider: clock);

    /// <summary>Measures a millisecond the first time, then two, then three.</summary>
    private sealed class SlowingClock : TimeProvider
    {
        private int _calls;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp()
        {
            int run = (_calls++ / 2) + 1;
            return _calls % 2 == 1 ? 0 : run;
        }
    }
}
