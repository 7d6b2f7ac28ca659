using Microsoft.ML.NAO.LanguageModels;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Networks.Tests.LanguageModels;

[TestClass]
public sealed class AveragingOptimizerTests
{
    [TestMethod]
    public void StepsAsThePlainFormulasSay()
    {
        using var scope = torch.NewDisposeScope();
        var options = new LanguageModelTrainingOptions { GradientClip = 2, WeightDecay = 0.1 };
        Parameter[] parameters = [new(torch.tensor(new[] { 1f, -2f })), new(torch.tensor(new[] { 3f }))];
        double[] weights = [1, -2, 3];
        double[] average = new double[3];
        using var optimizer = new AveragingOptimizer(parameters, options);
        var random = new Random(1);
        for (int step = 1; step <= 6; step++)
        {
            if (step == 3)
            {
                optimizer.BeginAveraging();
            }

            double[] gradient = [.. Enumerable.Range(0, 3).Select(_ => (random.NextDouble() * 4) - 2)];
            optimizer.Gradients[0].copy_(torch.tensor(gradient[..2]));
            optimizer.Gradients[1].copy_(torch.tensor(gradient[2..]));
            double factor = Math.Min(1, 2 / Math.Sqrt(gradient.Sum(value => value * value)));
            optimizer.Step(learningRate: 0.5);
            for (int i = 0; i < 3; i++)
            {
                weights[i] -= 0.5 * ((gradient[i] * factor) + (0.1 * weights[i]));
                average[i] += step >= 3 ? (weights[i] - average[i]) / (step - 2) : 0;
            }
        }

        float[] actual = optimizer.GetWeights();
        optimizer.Exchange();
        float[] averaged = [.. parameters.SelectMany(parameter => parameter.detach().data<float>().ToArray())];
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual(weights[i], actual[i], 1e-5);
            Assert.AreEqual(average[i], averaged[i], 1e-5);
        }

        Assert.AreEqual(4, optimizer.AveragedSteps);
        CollectionAssert.AreEqual(actual, optimizer.GetAverage());
    }

    [TestMethod]
    public void StepsAsAdamWsFormulasSay()
    {
        using var scope = torch.NewDisposeScope();
        var options = new LanguageModelTrainingOptions { Optimizer = LanguageModelOptimizer.AdamW, GradientClip = 0, WeightDecay = 0.1 };
        Parameter[] parameters = [new(torch.tensor(new[] { 1f, -2f }))];
        double[] weights = [1, -2];
        double[] mean = new double[2];
        double[] square = new double[2];
        using var optimizer = new AveragingOptimizer(parameters, options);
        var random = new Random(1);
        for (int step = 1; step <= 6; step++)
        {
            double[] gradient = [.. Enumerable.Range(0, 2).Select(_ => (random.NextDouble() * 4) - 2)];
            optimizer.Gradients[0].copy_(torch.tensor(gradient));
            optimizer.Step(learningRate: 0.5);
            for (int i = 0; i < 2; i++)
            {
                weights[i] *= 1 - (0.5 * 0.1);
                mean[i] = (0.9 * mean[i]) + (0.1 * gradient[i]);
                square[i] = (0.999 * square[i]) + (0.001 * gradient[i] * gradient[i]);
                weights[i] -= 0.5 * mean[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        float[] actual = optimizer.GetWeights();
        Assert.AreEqual(weights[0], actual[0], 1e-5);
        Assert.AreEqual(weights[1], actual[1], 1e-5);
    }
}
