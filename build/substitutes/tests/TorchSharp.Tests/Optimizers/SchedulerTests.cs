using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace Substitutes.Tests.TorchSharp.Optimizers;

[TestClass]
public sealed class SchedulerTests
{
    private readonly Optimizer _optimizer = SGD([new Parameter(ones(1))], 0.4, momentum: 0.9);

    private double Rate => _optimizer.ParamGroups.Single().LearningRate;

    [TestMethod]
    public void EveryFewSteps() => Expect(lr_scheduler.StepLR(_optimizer, 2, 0.5), 0.4, 0.4, 0.2, 0.2, 0.1);

    [TestMethod]
    public void AtMilestones() => Expect(lr_scheduler.MultiStepLR(_optimizer, new[] { 1, 3 }, 0.5), 0.4, 0.2, 0.2, 0.1, 0.1);

    [TestMethod]
    public void Exponentially() => Expect(lr_scheduler.ExponentialLR(_optimizer, 0.5), 0.4, 0.2, 0.1, 0.05);

    [TestMethod]
    public void AlongACosine()
    {
        double[] expected = [.. Enumerable.Range(0, 11).Select(epoch => 0.04 + (0.36 * (1 + Math.Cos(Math.PI * epoch / 10)) / 2))];

        Expect(lr_scheduler.CosineAnnealingLR(_optimizer, 10, 0.04), expected);
    }

    [TestMethod]
    public void ByAFunction() => Expect(lr_scheduler.LambdaLR(_optimizer, epoch => 1.0 / (1 + epoch)), 0.4, 0.2, 0.4 / 3, 0.1);

    [TestMethod]
    public void ByAFactorThatAFunctionGives() => Expect(lr_scheduler.MultiplicativeLR(_optimizer, _ => 0.5), 0.4, 0.2, 0.1);

    [TestMethod]
    public void SmallAtFirst() => Expect(lr_scheduler.ConstantLR(_optimizer, 0.5, 2), 0.2, 0.2, 0.4, 0.4);

    [TestMethod]
    public void OneCycleGoesUpAndDown()
    {
        lr_scheduler.LRScheduler scheduler = lr_scheduler.OneCycleLR(_optimizer, 1.0, total_steps: 10);
        var rates = new List<double> { Rate };
        for (int i = 0; i < 9; i++)
        {
            scheduler.step();
            rates.Add(Rate);
        }

        Assert.AreEqual(1.0 / 25, rates[0], 1e-9);
        Assert.AreEqual(1.0, rates.Max(), 1e-9);
        Assert.AreEqual(2, rates.IndexOf(rates.Max()));
        Assert.AreEqual(1.0 / 25 / 1e4, rates[9], 1e-9);
        Assert.AreEqual(0.95, ((IMomentum)_optimizer.ParamGroups.Single()).Momentum, 1e-9);
    }

    private void Expect(lr_scheduler.LRScheduler scheduler, params double[] rates)
    {
        foreach (double rate in rates)
        {
            Assert.AreEqual(rate, Rate, 1e-9);
            Assert.AreEqual(rate, scheduler.get_last_lr().Single(), 1e-9);
            scheduler.step();
        }
    }
}
