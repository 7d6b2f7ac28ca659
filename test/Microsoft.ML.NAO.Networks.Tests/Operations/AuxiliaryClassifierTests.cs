using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks.Tests.Reference;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class AuxiliaryClassifierTests
{
    [TestMethod]
    public void ComputesWhatTheDefinitionSays()
    {
        using var initializer = new WeightInitializer(1, torch.CPU);
        using var auxiliary = new AuxiliaryClassifier(initializer, new ImageShape(4, 8, 8), 3, hasBias: true);

        ReferenceCheck.Run(
            auxiliary,
            tensors => auxiliary.forward(tensors[0].relu()),
            [Map.Random(1, 3, 4, 8, 8)],
            (weights, maps) => new ReferenceOperations(weights, new NetworkConventions()).Auxiliary(ReferenceLayers.Rectify(maps[0])),
            placesPerTensor: 1);
    }

    [TestMethod]
    [DataRow(7)]
    [DataRow(4)]
    [DataRow(2)]
    public void FitsMapsOfOtherSizes(int size)
    {
        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(1, torch.CPU);
        using var auxiliary = new AuxiliaryClassifier(initializer, new ImageShape(6, size, size), 3, hasBias: false);

        CollectionAssert.AreEqual(new long[] { 2, 3 }, auxiliary.forward(torch.rand(2, 6, size, size)).shape);
    }

    [TestMethod]
    public void RefusesMapsOfOnePixel()
    {
        using var initializer = new WeightInitializer(1, torch.CPU);

        var error = Assert.ThrowsExactly<ArgumentException>(() => new AuxiliaryClassifier(initializer, new ImageShape(6, 1, 4), 3, hasBias: true));

        StringAssert.Contains(error.Message, "6×1×4");
    }
}
