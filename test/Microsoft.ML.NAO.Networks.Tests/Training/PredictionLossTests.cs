using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class PredictionLossTests
{
    private const int Samples = 5;
    private const int Classes = 3;

    private static readonly float[] Weights = [0.5f, 2, 0, 1, 1.5f];
    private static readonly long[] Labels = [2, 0, 1, 1, 2];

    [TestMethod]
    [DataRow(false, 0.0)]
    [DataRow(true, 0.0)]
    [DataRow(true, 0.2)]
    public void CrossEntropyAndItsGradientAreThoseOfPlainLoops(bool weighted, double smoothing)
    {
        using var scope = torch.NewDisposeScope();
        float[] logits = Draw(Samples * Classes);
        double expected = 0;
        var gradient = new double[logits.Length];
        for (int i = 0; i < Samples; i++)
        {
            double weight = (weighted ? Weights[i] : 1) / (double)Samples;
            double sum = Enumerable.Range(0, Classes).Sum(c => Math.Exp(logits[(i * Classes) + c]));
            for (int c = 0; c < Classes; c++)
            {
                double probability = Math.Exp(logits[(i * Classes) + c]) / sum;
                double target = (smoothing / Classes) + (c == Labels[i] ? 1 - smoothing : 0);
                expected -= weight * target * Math.Log(probability);
                gradient[(i * Classes) + c] = weight * (probability - target);
            }
        }

        Check(logits, [Samples, Classes], torch.tensor(Labels), weighted, smoothing, expected, gradient);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void SquaredErrorAndItsGradientAreThoseOfPlainLoops(bool weighted)
    {
        using var scope = torch.NewDisposeScope();
        float[] outputs = Draw(Samples);
        float[] values = [1, -2, 0.5f, 3, 0];
        double expected = 0;
        var gradient = new double[Samples];
        for (int i = 0; i < Samples; i++)
        {
            double weight = (weighted ? Weights[i] : 1) / (double)Samples;
            double error = outputs[i] - (double)values[i];
            expected += weight * error * error;
            gradient[i] = 2 * weight * error;
        }

        Check(outputs, [Samples, 1], torch.tensor(values), weighted, smoothing: 0.1, expected, gradient);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void TheAuxiliaryClassifiersLossIsWeightedToo(bool values)
    {
        using var scope = torch.NewDisposeScope();
        var outputs = torch.tensor(Draw(Samples * Classes)).view(values ? [-1, 1] : [Samples, Classes]);
        var auxiliary = outputs.mul(2);
        var targets = values ? torch.tensor(Draw(Samples * Classes)) : torch.tensor(Labels);
        var weights = torch.tensor(values ? Draw(Samples * Classes) : Weights).abs();
        var options = new TrainingOptions { AuxiliaryWeight = 0.25 };

        float total = PredictionLoss.Compute(() => (outputs.view(outputs.shape), auxiliary.view(outputs.shape)), targets, weights, options).Total.item<float>();

        float main = PredictionLoss.Compute(() => (outputs.view(outputs.shape), null), targets, weights, options).Total.item<float>();
        float second = PredictionLoss.Compute(() => (auxiliary.view(outputs.shape), null), targets, weights, options).Mean.item<float>();
        Assert.AreEqual(main + (0.25f * second), total, 1e-5f);
    }

    private static void Check(
        float[] outputs, long[] shape, torch.Tensor targets, bool weighted, double smoothing, double expected, double[] gradient)
    {
        var tensor = torch.tensor(outputs).requires_grad_(true);
        var weights = weighted ? torch.tensor(Weights) : null;

        PredictionLoss loss = PredictionLoss.Compute(
            () => (tensor.view(shape), null), targets, weights, new TrainingOptions { LabelSmoothing = smoothing });
        float[] actual = torch.autograd.grad([loss.Total], [tensor])[0].data<float>().ToArray();

        Assert.AreEqual(expected, loss.Mean.item<float>(), 1e-5);
        for (int i = 0; i < gradient.Length; i++)
        {
            Assert.AreEqual(gradient[i], actual[i], 1e-6, $"Gradient {i}.");
        }
    }

    private static float[] Draw(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 4) - 2)];
    }
}
