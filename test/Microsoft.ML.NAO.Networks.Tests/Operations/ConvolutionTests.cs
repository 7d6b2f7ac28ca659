using Microsoft.ML.NAO.Operations;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class ConvolutionTests
{
    [TestMethod]
    [DataRow(2, 1)]
    [DataRow(4, 1)]
    [DataRow(4, 2)]
    [DataRow(8, 1)]
    [DataRow(8, 2)]
    public void ADepthwiseConvolutionIsTheSameOnSmallMaps(int size, int stride)
    {
        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(1, torch.CPU);
        using var convolution = new Convolution(initializer, 6, 6, 5, stride, groups: 6);
        var input = torch.randn(2, 6, size, size);

        var expected = functional.conv2d(input, convolution.parameters().Single(), null, [stride, stride], [2, 2], null, 6);

        Assert.IsLessThan(1e-5f, convolution.forward(input).sub(expected).abs().max().item<float>());
    }

    [TestMethod]
    public void WeightsHaveHesVariance()
    {
        using var scope = torch.NewDisposeScope();
        using var initializer = new WeightInitializer(1, torch.CPU);

        using var weight = initializer.Convolution(64, 32, 3);

        Assert.AreEqual(Math.Sqrt(2.0 / (32 * 9)), weight.std().item<float>(), 0.002);
        Assert.AreEqual(0, weight.mean().item<float>(), 0.002);
    }
}
