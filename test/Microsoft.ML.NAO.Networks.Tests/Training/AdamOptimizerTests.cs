using Microsoft.ML.NAO.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class AdamOptimizerTests
{
    private static readonly float[] First = [0.3f, -0.2f, 0.5f, 1, -1, 0.1f];
    private static readonly float[] Second = [2, 0.1f, -0.4f];

    [TestMethod]
    [DataRow(0.0, 0.0)]
    [DataRow(0.1, 0.0)]
    [DataRow(0.1, 0.5)]
    public void TakesTheStepsOfPlainLoops(double weightDecay, double clip)
    {
        using var scope = torch.NewDisposeScope();
        Parameter[] parameters = Create();
        var options = new TrainingOptions { Optimizer = TrainingOptimizer.AdamW, WeightDecay = weightDecay, GradientClip = clip };
        using var optimizer = VectorOptimizer.Create(parameters, options);
        double[] expected = [.. First, .. Second];
        var mean = new double[expected.Length];
        var square = new double[expected.Length];

        for (int step = 1; step <= 8; step++)
        {
            double rate = 0.05 / step;
            optimizer.Step(Loss(parameters), rate);
            double[] gradient = Gradient(expected);
            double norm = Math.Sqrt(gradient.Sum(value => value * value));
            for (int i = 0; i < expected.Length; i++)
            {
                double g = clip > 0 ? gradient[i] * Math.Min(1, clip / norm) : gradient[i];
                mean[i] = (0.9 * mean[i]) + (0.1 * g);
                square[i] = (0.999 * square[i]) + (0.001 * g * g);
                double corrected = mean[i] / (1 - Math.Pow(0.9, step));
                double scale = Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8;
                expected[i] -= rate * ((corrected / scale) + (weightDecay * expected[i]));
            }

            float[] actual = Read(parameters);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], actual[i], 1e-5, $"Step {step}, value {i}.");
            }
        }
    }

    [TestMethod]
    public void GoesOnFromItsState()
    {
        using var scope = torch.NewDisposeScope();
        var options = new TrainingOptions { Optimizer = TrainingOptimizer.AdamW };
        Parameter[] whole = Create();
        using var first = VectorOptimizer.Create(whole, options);
        first.Step(Loss(whole), 0.1);
        first.Step(Loss(whole), 0.1);
        float[] weights = Read(whole);
        float[] state = first.GetState();
        first.Step(Loss(whole), 0.1);

        Parameter[] resumed = [new Parameter(torch.tensor(weights[..6])), new Parameter(torch.tensor(weights[6..]))];
        using var second = VectorOptimizer.Create(resumed, options);
        second.SetState(state);
        CollectionAssert.AreEqual(state, second.GetState());
        second.Step(Loss(resumed), 0.1);

        CollectionAssert.AreEqual(Read(whole), Read(resumed));
    }

    [TestMethod]
    public void CountsMoreStepsThanASingleCan()
    {
        using var scope = torch.NewDisposeScope();
        Parameter[] parameters = Create();
        using var optimizer = VectorOptimizer.Create(parameters, new TrainingOptions { Optimizer = TrainingOptimizer.AdamW });
        float[] state = optimizer.GetState();
        (state[0], state[1]) = (1_000, (1 << 20) - 1);
        optimizer.SetState(state);

        optimizer.Step(Loss(parameters), 0.1);

        float[] next = optimizer.GetState();
        Assert.AreEqual((1_001f, 0f), (next[0], next[1]));
    }

    private static Parameter[] Create() => [new Parameter(torch.tensor(First)), new Parameter(torch.tensor(Second))];

    // The sum of w⁴/4 + w.
    private static torch.Tensor Loss(Parameter[] parameters) =>
        torch.cat([.. parameters], 0).square().square().div(4).add(torch.cat([.. parameters], 0)).sum();

    private static double[] Gradient(double[] weights) => [.. weights.Select(weight => (weight * weight * weight) + 1)];

    private static float[] Read(Parameter[] parameters) => [.. parameters.SelectMany(parameter => parameter.detach().data<float>().ToArray())];
}
