using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Cells;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks.Tests.Reference;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Cells;

[TestClass]
public sealed class ConvolutionalCellTests
{
    private const int Channels = 4;

    public static IEnumerable<object[]> Cases =>
        from conventions in TestNetworks.AllConventions.Keys
        from cells in new[] { "NAONet", "NAONet-B" }
        select new object[] { conventions, cells };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void ANormalCellComputesWhatTheDefinitionSays(string conventions, string cells) =>
        Check(TestNetworks.AllPublished[cells].Normal, conventions, Shape(Channels * 2, 6), Shape(Channels, 6), isReduction: false);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void AReductionCellComputesWhatTheDefinitionSays(string conventions, string cells) =>
        Check(TestNetworks.AllPublished[cells].Reduction, conventions, Shape(Channels, 6), Shape(Channels * 2, 6), isReduction: true);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void ACellAfterAReductionComputesWhatTheDefinitionSays(string conventions, string cells) =>
        Check(TestNetworks.AllPublished[cells].Normal, conventions, Shape(3, 7), Shape(Channels * 3, 4), isReduction: false);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void AFirstCellComputesWhatTheDefinitionSays(string conventions, string cells) =>
        Check(TestNetworks.AllPublished[cells].Normal, conventions, Shape(6, 5), Shape(6, 5), isReduction: false, isFirst: true);

    [TestMethod]
    public void AFirstCellThatLeavesItsFirstInputLooseProjectsIt()
    {
        var branch = new Branch(1, OperationNames.Convolution3x3);
        var cell = new Cell(new CellNode(branch, branch));

        Check(cell, nameof(NetworkConventions.TensorFlow), Shape(6, 5), Shape(6, 5), isReduction: false, isFirst: true);
        Check(cell, nameof(NetworkConventions.TensorFlow), Shape(6, 5), Shape(6, 5), isReduction: true, isFirst: true);
    }

    [TestMethod]
    public void DropPathSparesIdentitiesUnlessConventionsSayOtherwise()
    {
        var cell = new Cell(new CellNode(new Branch(0, OperationNames.Identity), new Branch(1, OperationNames.Convolution1x1)));
        using var initializer = new WeightInitializer(1, torch.CPU);
        foreach (bool isReduction in new[] { false, true })
        {
            var site = new CellSite(Shape(Channels, 6), Shape(Channels, 6), Channels, isReduction);
            using var sparing = new ConvolutionalCell(cell, initializer, site, new ConvolutionalNetworkOptions());
            using var dropping = new ConvolutionalCell(
                cell, initializer, site, new ConvolutionalNetworkOptions { Conventions = NetworkConventions.PyTorch });

            Assert.AreEqual(1, sparing.Wiring.DroppableBranches);
            Assert.AreEqual(2, dropping.Wiring.DroppableBranches);
        }
    }

    private static ImageShape Shape(int channels, int size) => new(channels, size, size);

    private static void Check(Cell cell, string conventions, ImageShape first, ImageShape second, bool isReduction, bool isFirst = false)
    {
        var options = new ConvolutionalNetworkOptions
        {
            Conventions = TestNetworks.AllConventions[conventions],
            ProjectPreviousCell = conventions == nameof(NetworkConventions.TensorFlowWeightSharing),
        };
        using var initializer = new WeightInitializer(1, torch.CPU);
        var site = new CellSite(first, second, Channels, isReduction, isFirst);
        using var module = new ConvolutionalCell(cell, initializer, site, options);
        var wiring = new TensorWiring();

        ReferenceCheck.Run(
            module,
            tensors => module.Wiring.Wire(wiring, new NodeValue<torch.Tensor>(wiring, tensors[0]), new NodeValue<torch.Tensor>(wiring, tensors[1])).Value,
            [Map.Random(5, 2, first.Channels, first.Height, first.Width), Map.Random(6, 2, second.Channels, second.Height, second.Width)],
            (weights, maps) => ReferenceCell.Apply(cell, weights, options, maps[0], maps[1], Channels, isReduction, isFirst),
            placesPerTensor: 1);
    }
}
