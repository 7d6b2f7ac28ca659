using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class OperationFactoryTests
{
    public static IEnumerable<object[]> Cases =>
        from operation in TestNetworks.AllOperations
        from stride in new[] { 1, 2 }
        from size in new[] { 2, 4, 5, 8 }
        select new object[] { operation, stride, size };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void KeepsChannelsAndDividesTheSizeByTheStride(string operation, int stride, int size)
    {
        using var scope = torch.NewDisposeScope();
        var shape = new ImageShape(6, size, size);
        using var initializer = new WeightInitializer(1, torch.CPU);
        using Layer layer = OperationFactory.Create(operation, new OperationSite(initializer, shape, stride));

        var output = layer.forward(torch.randn(3, 6, size, size));

        int expected = (size + stride - 1) / stride;
        CollectionAssert.AreEqual(new long[] { 3, 6, expected, expected }, output.shape);
        long multiplyAdds = 0;
        Assert.AreEqual(new ImageShape(6, expected, expected), layer.Measure(shape, ref multiplyAdds));
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void PassesGradientsToItsInputAndItsWeights(string operation, int stride, int size)
    {
        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(1, torch.CPU);
        using Layer layer = OperationFactory.Create(operation, new OperationSite(initializer, new ImageShape(4, size, size), stride));
        var input = torch.randn(5, 4, size, size).requires_grad_(true);
        torch.Tensor[] sources = [input, .. layer.parameters()];

        var output = layer.forward(input);
        var gradients = torch.autograd.grad([output.mul(torch.randn(output.shape)).sum()], sources);

        foreach (var gradient in gradients)
        {
            Assert.IsGreaterThan(0, gradient.abs().sum().item<float>(), "No gradient arrives.");
        }
    }

    [TestMethod]
    public void NamesTheOperationThatItDoesNotKnow()
    {
        using var initializer = new WeightInitializer(1, torch.CPU);

        var error = Assert.ThrowsExactly<NotSupportedException>(
            () => OperationFactory.Create("conv_9x9", new OperationSite(initializer, new ImageShape(4, 8, 8), 1)));

        StringAssert.Contains(error.Message, "conv_9x9");
        StringAssert.Contains(error.Message, OperationNames.SeparableConvolution5x5);
    }

    [TestMethod]
    public void CountsTheMultiplicationsOfASeparableConvolution()
    {
        using var initializer = new WeightInitializer(1, torch.CPU);
        using Layer layer = OperationFactory.Create(OperationNames.SeparableConvolution3x3, new OperationSite(initializer, new ImageShape(8, 4, 4), 1));
        long multiplyAdds = 0;

        layer.Measure(new ImageShape(8, 4, 4), ref multiplyAdds);

        Assert.AreEqual(2 * ((16 * 8 * 9) + (16 * 8 * 8)), multiplyAdds);
    }
}
