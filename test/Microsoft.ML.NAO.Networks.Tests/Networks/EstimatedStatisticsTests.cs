using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

/// <summary>What a wide network would cost is known from narrow ones.</summary>
[TestClass]
public sealed class EstimatedStatisticsTests
{
    private static readonly ImageShape Shape = new(3, 32, 32);

    public static IEnumerable<object[]> Stacks =>
        from conventions in TestNetworks.AllConventions.Keys
        from stem in Enum.GetValues<NetworkStem>()
        from channels in new[] { 12, 14, 40 }
        select new object[] { conventions, stem, channels };

    [TestMethod]
    [DynamicData(nameof(Stacks))]
    public void TheEstimateIsTheCount(string conventions, NetworkStem stem, int channels)
    {
        var options = new ConvolutionalNetworkOptions
        {
            InitialChannels = channels,
            CellsPerStage = 2,
            Stem = stem,
            AuxiliaryClassifier = true,
            ProjectPreviousCell = channels == 40,
            Conventions = TestNetworks.AllConventions[conventions],
        };
        CellPair cells = TestNetworks.Sample(seed: channels);

        Assert.AreEqual(
            ConvolutionalNetwork.GetStatistics(cells, Shape, 10, options), ConvolutionalNetwork.EstimateStatistics(cells, Shape, 10, options));
    }

    [TestMethod]
    public void WhatNoMemoryHoldsIsCounted()
    {
        var options = new ConvolutionalNetworkOptions { InitialChannels = 4096, CellsPerStage = 100 };

        NetworkStatistics statistics = ConvolutionalNetwork.EstimateStatistics(TestNetworks.Published, Shape, 10, options);

        // Two 1×1 convolutions at least from one cell to the next, and the last stage has four times the channels.
        Assert.IsGreaterThan(100L * 2 * 4 * 4096 * 4 * 4096, statistics.Parameters);
    }
}
