using Microsoft.ML.NAO.Operations;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Operations;

[TestClass]
public sealed class WeightInitializerTests
{
    [TestMethod]
    [DataRow(WeightInitialization.HeNormal, 2.0 / (32 * 9))]
    [DataRow(WeightInitialization.FanOut, 1.0 / (64 * 9))]
    public void AConvolutionHasTheVarianceOfItsKind(WeightInitialization initialization, double variance)
    {
        using var initializer = new WeightInitializer(1, torch.CPU, initialization);
        using var weight = initializer.Convolution(64, 32, 3);

        AssertMoments(variance, weight);
    }

    [TestMethod]
    [DataRow(WeightInitialization.HeNormal, 2.0 / 25)]
    [DataRow(WeightInitialization.FanOut, 1.0 / 25)]
    public void ADepthwiseConvolutionCountsOneChannel(WeightInitialization initialization, double variance)
    {
        using var initializer = new WeightInitializer(1, torch.CPU, initialization);
        using var weight = initializer.Convolution(512, 512, 5, 5, groups: 512);

        CollectionAssert.AreEqual(new long[] { 512, 1, 5, 5 }, weight.shape);
        AssertMoments(variance, weight);
    }

    [TestMethod]
    [DataRow(WeightInitialization.HeNormal, 2.0 / 400)]
    [DataRow(WeightInitialization.FanOut, 2.0 / 440)]
    public void ALinearLayerHasTheVarianceOfItsKind(WeightInitialization initialization, double variance)
    {
        using var initializer = new WeightInitializer(1, torch.CPU, initialization);
        using var weight = initializer.Linear(40, 400);

        AssertMoments(variance, weight);
    }

    [TestMethod]
    public void TheTailsAreCutAtTwoDeviations()
    {
        using var initializer = new WeightInitializer(1, torch.CPU, WeightInitialization.FanOut);
        using var weight = initializer.Convolution(100, 100, 3);
        double limit = 2 / 0.8796 / Math.Sqrt(900);

        float largest = Read(weight).Max(Math.Abs);

        Assert.IsInRange(0.97 * limit, 1.0001 * limit, largest);
    }

    private static void AssertMoments(double variance, torch.Tensor weight)
    {
        float[] values = Read(weight);
        Assert.AreEqual(0, values.Average(), 4 * Math.Sqrt(variance / values.Length));
        Assert.AreEqual(1, values.Average(value => value * value) / variance, 0.05);
    }

    private static float[] Read(torch.Tensor weight)
    {
        using var values = weight.detach();
        return values.data<float>().ToArray();
    }
}
