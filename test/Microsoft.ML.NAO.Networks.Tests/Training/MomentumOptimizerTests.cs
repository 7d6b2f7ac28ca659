using Microsoft.ML.NAO.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class MomentumOptimizerTests
{
    [TestMethod]
    [DataRow(true, 0.0)]
    [DataRow(false, 0.0)]
    [DataRow(true, 0.5)]
    public void TakesTheStepsOfTorchsOwnOptimizer(bool nesterov, double clip)
    {
        using var scope = torch.NewDisposeScope();
        Parameter[] expected = [new Parameter(Values(3, 2)), new Parameter(Values(4, 3))];
        Parameter[] actual = [new Parameter(Values(3, 2)), new Parameter(Values(4, 3))];
        var options = new TrainingOptions { Momentum = 0.9, WeightDecay = 0.01, GradientClip = clip, Nesterov = nesterov };
        using var optimizer = new MomentumOptimizer(actual, options);
        using var reference = torch.optim.SGD(expected, 0.1, 0.9, 0, 0.01, nesterov);

        for (int step = 0; step < 5; step++)
        {
            reference.zero_grad();
            Loss(expected).backward();
            if (clip > 0)
            {
                utils.clip_grad_norm_(expected, clip);
            }

            reference.step();
            optimizer.Step(Loss(actual), 0.1);
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.IsLessThan(1e-5f, expected[i].sub(actual[i]).abs().max().item<float>());
        }
    }

    private static torch.Tensor Values(int rows, int columns) =>
        torch.arange(rows * columns, torch.float32).div(5).sub(1).reshape(rows, columns);

    private static torch.Tensor Loss(Parameter[] parameters) => parameters[1].matmul(parameters[0]).square().sum();
}
