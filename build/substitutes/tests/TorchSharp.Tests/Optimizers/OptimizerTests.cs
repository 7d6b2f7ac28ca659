using Substitutes.Tests.TorchSharp.Support;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Substitutes.Tests.TorchSharp.Optimizers;

/// <summary>Steps on one number, whose gradient is told, against the formulas.</summary>
[TestClass]
public sealed class OptimizerTests
{
    private readonly double[] _gradients = [1, -0.5, 2, 0.25];

    [TestMethod]
    public void PlainSteps() => Follow(
        parameters => optim.SGD(parameters, 0.1),
        (x, g, _) => x - (0.1 * g));

    [TestMethod]
    public void MomentumWithWeightDecay()
    {
        double velocity = 0;
        Follow(
            parameters => optim.SGD(parameters, 0.1, momentum: 0.9, weight_decay: 0.01),
            (x, g, step) =>
            {
                g += 0.01 * x;
                velocity = step == 1 ? g : (0.9 * velocity) + g;
                return x - (0.1 * velocity);
            });
    }

    [TestMethod]
    public void NesterovLooksAhead()
    {
        double velocity = 0;
        Follow(
            parameters => optim.SGD(parameters, 0.1, momentum: 0.9, nesterov: true),
            (x, g, step) =>
            {
                velocity = step == 1 ? g : (0.9 * velocity) + g;
                return x - (0.1 * (g + (0.9 * velocity)));
            });
    }

    [TestMethod]
    public void AdamScalesByItsMoments()
    {
        double m = 0;
        double v = 0;
        Follow(
            parameters => optim.Adam(parameters, 0.05, weight_decay: 0.1),
            (x, g, step) =>
            {
                g += 0.1 * x;
                m = (0.9 * m) + (0.1 * g);
                v = (0.999 * v) + (0.001 * g * g);
                return x - (0.05 / (1 - Math.Pow(0.9, step)) * m / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8));
            });
    }

    [TestMethod]
    public void AdamWDecaysApartFromTheGradient()
    {
        double m = 0;
        double v = 0;
        Follow(
            parameters => optim.AdamW(parameters, 0.05, weight_decay: 0.1),
            (x, g, step) =>
            {
                x *= 1 - (0.05 * 0.1);
                m = (0.9 * m) + (0.1 * g);
                v = (0.999 * v) + (0.001 * g * g);
                return x - (0.05 / (1 - Math.Pow(0.9, step)) * m / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8));
            });
    }

    [TestMethod]
    public void AveragedSteps()
    {
        double eta = 0.1;
        Follow(
            parameters => optim.ASGD(parameters, 0.1),
            (x, g, step) =>
            {
                x = (x * (1 - (0.0001 * eta))) - (eta * g);
                eta = 0.1 / Math.Pow(1 + (0.0001 * 0.1 * step), 0.75);
                return x;
            });
    }

    [TestMethod]
    public void GroupsHaveTheirOwnRates()
    {
        var slow = new Parameter(ones(1));
        var fast = new Parameter(ones(1));
        using var optimizer = optim.SGD(
            new[] { new SGD.ParamGroup(new[] { slow }, lr: 0.1), new SGD.ParamGroup(new[] { fast }, lr: 1.0) }, 0.5);

        (slow + fast).backward();
        optimizer.step();

        Assert.AreEqual(0.9f, slow.item<float>(), 1e-6);
        Assert.AreEqual(0f, fast.item<float>(), 1e-6);
        CollectionAssert.AreEqual(new[] { 0.1, 1.0 }, optimizer.ParamGroups.Select(group => group.LearningRate).ToArray());
    }

    [TestMethod]
    public void TheRateCanBeChanged()
    {
        var parameter = new Parameter(ones(1));
        using var optimizer = optim.SGD(new[] { parameter }, 1.0);
        optimizer.ParamGroups.Single().LearningRate = 0.25;

        parameter.sum().backward();
        optimizer.step();

        Assert.AreEqual(0.75f, parameter.item<float>(), 1e-6);
    }

    [TestMethod]
    public void AParameterWithoutAGradientStays()
    {
        var used = new Parameter(ones(1));
        var unused = new Parameter(ones(1));
        using var optimizer = optim.SGD(new[] { used, unused }, 0.5, weight_decay: 0.5);

        used.sum().backward();
        optimizer.step();

        Assert.AreEqual(1f, unused.item<float>());
    }

    [TestMethod]
    public void AClosureGivesItsLoss()
    {
        var parameter = new Parameter(ones(1));
        using var optimizer = optim.SGD(new[] { parameter }, 0.5);

        Tensor loss = optimizer.step(() =>
        {
            Tensor value = parameter.square().sum();
            value.backward();
            return value;
        });

        Assert.AreEqual(1f, loss.item<float>());
        Assert.AreEqual(0f, parameter.item<float>(), 1e-6);
    }

    [TestMethod]
    public void TheStateGoesOnWhereItWasSaved()
    {
        string file = Path.GetTempFileName();
        try
        {
            var first = new Parameter(ones(2));
            using var source = optim.Adam(new[] { first }, 0.1);
            Step(source, first);
            source.save_state_dict(file);

            var second = new Parameter(first.detach().clone());
            using var target = optim.Adam(new[] { second }, 0.1);
            target.load_state_dict(file);
            Step(source, first);
            Step(target, second);

            Numbers.AreClose(first, second, 1e-7);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Step(optim.Optimizer optimizer, Parameter parameter)
    {
        optimizer.zero_grad();
        parameter.square().sum().backward();
        optimizer.step();
    }

    private void Follow(Func<IEnumerable<Parameter>, optim.Optimizer> create, Func<double, double, int, double> formula)
    {
        var parameter = new Parameter(tensor(new[] { 0.7 }));
        using optim.Optimizer optimizer = create([parameter]);
        double expected = 0.7;
        for (int step = 1; step <= _gradients.Length; step++)
        {
            double gradient = _gradients[step - 1];
            optimizer.zero_grad();
            (parameter * gradient).sum().backward();
            optimizer.step();

            expected = formula(expected, gradient, step);
            Assert.AreEqual(expected, parameter.item<double>(), 1e-9, $"after step {step}");
        }
    }
}
