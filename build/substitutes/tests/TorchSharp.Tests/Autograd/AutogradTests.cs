using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Autograd;

[TestClass]
public sealed class AutogradTests
{
    [TestMethod]
    public void GradientsOfAFunction()
    {
        using Tensor x = tensor(new[] { 1f, 2, 3 }, requires_grad: true);
        using Tensor y = (x * x).sum();

        Tensor gradient = autograd.grad(new[] { y }, new[] { x })[0];

        Numbers.AreClose(new[] { 2f, 4, 6 }, gradient);
    }

    [TestMethod]
    public void GradientsOfGradients()
    {
        using Tensor x = tensor(3f, requires_grad: true);
        using Tensor y = x.pow(3);

        Tensor first = autograd.grad(new[] { y }, new[] { x }, create_graph: true)[0];
        Tensor second = autograd.grad(new[] { first }, new[] { x })[0];

        Assert.AreEqual(27f, first.item<float>(), 1e-4);
        Assert.AreEqual(18f, second.item<float>(), 1e-4);
    }

    [TestMethod]
    public void GradientsWeighedByOthers()
    {
        using Tensor x = ones(2);
        x.requires_grad = true;
        using Tensor y = x * 3;

        Tensor gradient = autograd.grad(new[] { y }, new[] { x }, new[] { tensor(new[] { 1f, 10 }) })[0];

        Numbers.AreClose(new[] { 3f, 30 }, gradient);
    }

    [TestMethod]
    public void NothingIsRecordedWithoutGradients()
    {
        using Tensor x = ones(2, requires_grad: true);

        using (no_grad())
        {
            Assert.IsFalse(is_grad_enabled());
            Assert.IsFalse((x * 2).requires_grad);
            using (enable_grad())
            {
                Assert.IsTrue((x * 2).requires_grad);
            }
        }

        Assert.IsTrue(is_grad_enabled());
        Assert.IsTrue((x * 2).requires_grad);
        Assert.IsFalse(x.detach().requires_grad);
        Assert.IsTrue(x.is_leaf);
        Assert.IsFalse((x * 2).is_leaf);
    }

    [TestMethod]
    public void AnErrorLeavesTheModeAsItWas()
    {
        try
        {
            using (no_grad())
            {
                zeros(3).add(zeros(4));
            }
        }
        catch (System.Runtime.InteropServices.ExternalException)
        {
        }

        Assert.IsTrue(is_grad_enabled());
    }

    [TestMethod]
    public void BackwardAddsUpUntilTheGradientsAreZeroed()
    {
        using var layer = nn.Linear(1, 1, hasBias: false);
        using var optimizer = optim.SGD(layer.parameters(), 1.0);
        float start = layer.weight!.item<float>();

        layer.call(ones(1, 1)).sum().backward();
        layer.call(ones(1, 1)).sum().backward();
        optimizer.step();
        Assert.AreEqual(start - 2, layer.weight!.item<float>(), 1e-6);

        optimizer.zero_grad();
        layer.call(ones(1, 1)).sum().backward();
        optimizer.step();
        Assert.AreEqual(start - 3, layer.weight!.item<float>(), 1e-6);
    }

    [TestMethod]
    public void NormsOfGradientsAreClippedTogether()
    {
        using var layer = nn.Linear(2, 1);
        using var optimizer = optim.SGD(layer.parameters(), 1.0);
        Tensor before = layer.weight!.detach().clone();
        layer.call(tensor(new[,] { { 3f, 4 } })).sum().backward();

        double norm = nn.utils.clip_grad_norm_(layer.parameters(), 1.0);
        optimizer.step();

        // The gradient was (3, 4) for the weight and 1 for the bias.
        Assert.AreEqual(Math.Sqrt(26), norm, 1e-5);
        Numbers.AreClose(new[] { 3 / (float)Math.Sqrt(26), 4 / (float)Math.Sqrt(26) }, (before - layer.weight!).flatten(), 1e-5);
    }
}
