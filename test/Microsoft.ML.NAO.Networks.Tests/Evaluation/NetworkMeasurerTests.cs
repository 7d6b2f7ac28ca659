using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Tests.Tensors;

namespace Microsoft.ML.NAO.Networks.Tests.Evaluation;

[TestClass]
public class NetworkMeasurerTests
{
    private static readonly ImageShape Shape = new(1, 8, 8);

    [TestMethod]
    public void CountsWhatTheNetworkItselfCounts()
    {
        Architecture architecture = TestNetworks.Space.Sample(new Random(1));
        NetworkStatistics expected = ConvolutionalNetwork.GetStatistics(TestNetworks.Space.Decode(architecture), Shape, 3, TestNetworks.Small());

        var measures = Create().Measure(architecture, CancellationToken.None);

        Assert.AreEqual(expected.Parameters, measures[NetworkMeasurer.Parameters]);
        Assert.AreEqual(expected.MultiplyAdds, measures[NetworkMeasurer.MultiplyAdds]);
        Assert.AreEqual((4 * 4 * expected.Parameters) + (4 * 32 * expected.Activations), measures[NetworkMeasurer.TrainingMemory]);
        Assert.IsFalse(measures.ContainsKey(NetworkMeasurer.Latency));
    }

    [TestMethod]
    public void MoreChannelsTakeMoreOfAll()
    {
        Architecture architecture = TestNetworks.Space.Sample(new Random(1));
        ConvolutionalNetworkOptions wide = TestNetworks.Small();
        wide.InitialChannels *= 4;

        var narrow = Create().Measure(architecture, CancellationToken.None);
        var large = Create(wide).Measure(architecture, CancellationToken.None);

        Assert.IsTrue(narrow.Keys.All(name => large[name] > narrow[name]));
    }

    [TestMethod]
    public void TheLatencyIsTheMedianRun()
    {
        // Each of the 18 runs takes a millisecond longer than the one before; the first three do not count.
        var clock = new SlowingClock();
        var measures = Create(latency: true, clock: clock).Measure(TestNetworks.Space.Sample(new Random(1)), CancellationToken.None);

        Assert.AreEqual(11, measures[NetworkMeasurer.Latency]);
    }

    [TestMethod]
    public void NoTensorIsLeft()
    {
        Architecture architecture = TestNetworks.Space.Sample(new Random(1));
        Create(latency: true).Measure(architecture, CancellationToken.None);

        long left = LiveTensors.LeftBy(() => Create(latency: true).Measure(architecture, CancellationToken.None));

        Assert.AreEqual(TestNetworks.LeftByANetwork(TestNetworks.Space.Decode(architecture)), left);
    }

    private static NetworkMeasurer Create(ConvolutionalNetworkOptions? network = null, bool latency = false, TimeProvider? clock = null) => new(
        architecture => TestNetworks.Create(TestNetworks.Space.Decode(architecture), Shape, options: network),
        TestNetworks.Bars(2, shape: Shape),
        batchSize: 32,
        latency,
        clock);

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
