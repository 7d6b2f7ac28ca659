using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class PoolingTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void AnAverageLeavesThePaddingOut(int stride)
    {
        using var scope = torch.NewDisposeScope();
        using var pooling = new Pooling(PoolingKind.Average, 3, stride, new NetworkConventions());

        var output = pooling.forward(torch.full([1, 2, 5, 5], 7f));

        Assert.AreEqual(7f, output.min().item<float>(), 1e-6f);
        Assert.AreEqual(7f, output.max().item<float>(), 1e-6f);
    }

    [TestMethod]
    public void AMaximumOfNegativeValuesIsNegative()
    {
        using var scope = torch.NewDisposeScope();
        using var pooling = new Pooling(PoolingKind.Maximum, 3, 1, new NetworkConventions());

        var output = pooling.forward(torch.full([1, 2, 4, 4], -3f));

        Assert.AreEqual(-3f, output.max().item<float>());
    }
}
