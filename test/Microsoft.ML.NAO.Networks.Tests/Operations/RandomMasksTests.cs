using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class RandomMasksTests
{
    [TestMethod]
    public void DropsWholeImagesAndKeepsTheExpectation()
    {
        using var scope = torch.NewDisposeScope();
        using var masks = new RandomMasks(1, torch.CPU);

        var drawn = masks.DrawPerImage([0.5f, 0.8f, 1f], 20_000);

        CollectionAssert.AreEqual(new long[] { 20_000, 1, 1, 1 }, drawn[0].shape);
        Assert.AreEqual(1, drawn[0].mean().item<float>(), 0.03);
        Assert.AreEqual(1, drawn[1].mean().item<float>(), 0.03);
        Assert.AreEqual(1, drawn[2].min().item<float>());
        Assert.AreEqual(1 / 0.8f, drawn[1].max().item<float>(), 1e-5f);
        Assert.AreEqual(0.2, drawn[1].eq(0).to(torch.float32).mean().item<float>(), 0.02);
    }

    [TestMethod]
    public void TheSameSeedDrawsTheSameMasks()
    {
        using var scope = torch.NewDisposeScope();
        using var masks = new RandomMasks(5, torch.CPU);
        float[] first = masks.Draw(0.5, [100]).data<float>().ToArray();
        float[] second = masks.Draw(0.5, [100]).data<float>().ToArray();
        masks.Reset(5);

        CollectionAssert.AreEqual(first, masks.Draw(0.5, [100]).data<float>().ToArray());
        CollectionAssert.AreNotEqual(first, second);
    }
}
