using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Tensors;

/// <summary>libtorch's own words reach the caller.</summary>
[TestClass]
public sealed class ErrorTests
{
    [TestMethod]
    public void ShapesThatDoNotMatch()
    {
        var error = Assert.ThrowsExactly<ExternalException>(() => zeros(3).add(zeros(4)));

        StringAssert.Contains(error.Message, "The size of tensor a (3) must match the size of tensor b (4)");
    }

    [TestMethod]
    public void ViewsOfAnotherSize()
    {
        var error = Assert.ThrowsExactly<ExternalException>(() => zeros(6).view(4, 2));

        StringAssert.Contains(error.Message, "shape '[4, 2]' is invalid for input of size 6");
    }

    [TestMethod]
    public void ConvolutionsOfOtherChannels()
    {
        using var convolution = nn.Conv2d(3, 4, 3);

        // Before 0.100.7 the check was libtorch's: "expected … to have 3 channels, but got 2 channels instead".
        var error = Assert.Throws<Exception>(() => convolution.call(zeros(1, 2, 8, 8)));

        Assert.IsTrue(error is ArgumentException or ExternalException, error.GetType().Name);
        StringAssert.Contains(error.Message, "3 channels");
    }

    [TestMethod]
    public void GradientsOfWhatNeedsNone()
    {
        var error = Assert.ThrowsExactly<ExternalException>(() => zeros(1).backward());

        StringAssert.Contains(error.Message, "does not require grad");
    }

    [TestMethod]
    public void TheNextOperationWorksAgain()
    {
        Assert.ThrowsExactly<ExternalException>(() => zeros(3).add(zeros(4)));

        Assert.AreEqual(6f, (ones(3) + ones(3)).sum().item<float>());
    }

    [TestMethod]
    public void ADisposedTensorSaysSo()
    {
        Tensor gone = zeros(3);
        gone.Dispose();

        Assert.IsTrue(gone.IsInvalid);
        Assert.ThrowsExactly<InvalidOperationException>(() => gone.sum());
        gone.Dispose();
    }

    [TestMethod]
    public void ANegativeLearningRate() =>
        Assert.ThrowsExactly<ArgumentException>(() => optim.SGD(nn.Linear(1, 1).parameters(), -1.0));
}
