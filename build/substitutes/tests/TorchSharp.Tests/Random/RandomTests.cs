using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Random;

[TestClass]
public sealed class RandomTests
{
    [TestMethod]
    public void ASeedGivesPyTorchsNumbers()
    {
        manual_seed(42);

        // torch.manual_seed(42); torch.randn(4)
        Numbers.AreClose(new[] { 0.3367f, 0.1288f, 0.2345f, 0.2303f }, randn(4), 1e-4);
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameNumbers()
    {
        manual_seed(1);
        Tensor first = cat(new[] { rand(3), randn(3), randperm(5).to(float32) });
        random.manual_seed(1);
        Tensor second = cat(new[] { rand(3), randn(3), randperm(5).to(float32) });

        Numbers.AreClose(first, second, 0);
    }

    [TestMethod]
    public void AStateCanBeTakenUp()
    {
        manual_seed(2);
        using Tensor state = random.get_rng_state();
        Tensor first = rand(5);
        random.set_rng_state(state);

        Numbers.AreClose(first, rand(5), 0);
    }

    [TestMethod]
    public void GeneratorsAreApartFromEachOther()
    {
        using var mine = new Generator(7);
        using var other = new Generator(7);
        Tensor first = rand(5, generator: mine);
        rand(3);

        Numbers.AreClose(first, rand(5, generator: other), 0);
    }

    [TestMethod]
    public void DistributionsHaveTheirMoments()
    {
        manual_seed(3);

        Assert.AreEqual(0.5, rand(100_000).mean().item<float>(), 0.01);
        Assert.AreEqual(2, normal(1, 2, new long[] { 100_000 }).std().item<float>(), 0.03);
        Assert.AreEqual(0.3, full(100_000, 0.3f).bernoulli().mean().item<float>(), 0.01);
        Tensor integers = randint(2, 5, new long[] { 1000 });
        Assert.AreEqual(2, integers.min().item<long>());
        Assert.AreEqual(4, integers.max().item<long>());
        Tensor chosen = multinomial(tensor(new[] { 0f, 1, 3 }), 10_000, replacement: true);
        Assert.AreEqual(0.25, chosen.eq(1).to(float32).mean().item<float>(), 0.02);
    }
}
