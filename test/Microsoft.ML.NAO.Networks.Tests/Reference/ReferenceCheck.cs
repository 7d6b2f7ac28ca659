using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Reference;

/// <summary>
/// Compares a module, in double precision and training mode, with a reference: its output with the reference's, and its gradients with
/// differences of the reference's outputs.
/// </summary>
internal static class ReferenceCheck
{
    private const double OutputTolerance = 1e-9;
    private const double GradientTolerance = 1e-5;
    private const double Step = 1e-6;

    /// <param name="module">The module.</param>
    /// <param name="forward">Applies the module.</param>
    /// <param name="inputs">What to apply it to.</param>
    /// <param name="reference">Computes the same out of the same weights.</param>
    /// <param name="placesPerTensor">In how many places of each input and each parameter the gradient is compared.</param>
    public static void Run(
        torch.nn.Module module,
        Func<torch.Tensor[], torch.Tensor> forward,
        Map[] inputs,
        Func<ReferenceWeights, Map[], Map> reference,
        int placesPerTensor = 2)
    {
        // Outside the scope: TorchSharp 0.99.6 makes new parameters, which must live as long as the module.
        module.to(torch.float64);
        using var scope = torch.NewDisposeScope();
        Randomize(module);
        var weights = new ReferenceWeights(module.parameters());
        torch.Tensor[] tensors = [.. inputs.Select(input => input.ToTensor().requires_grad_(true))];

        var output = forward(tensors);
        double[] actual = output.detach().contiguous().data<double>().ToArray();
        double[] expected = Evaluate();

        Assert.IsTrue(weights.AreAllTaken, "The reference has fewer parameters.");
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], OutputTolerance, $"Output {i}.");
        }

        var direction = Map.Random(3, expected.Length, 1, 1, 1).Values;
        var gradients = torch.autograd.grad(
            [output.mul(torch.tensor(direction).view(output.shape)).sum()], [.. tensors, .. module.parameters()]);
        double[][] sources = [.. inputs.Select(input => input.Values), .. weights.Values];
        var random = new Random(4);
        for (int source = 0; source < sources.Length; source++)
        {
            double[] gradient = gradients[source].contiguous().data<double>().ToArray();
            for (int i = 0; i < placesPerTensor; i++)
            {
                int place = random.Next(gradient.Length);
                double slope = (Loss(sources[source], place, Step) - Loss(sources[source], place, -Step)) / (2 * Step);
                Assert.AreEqual(slope, gradient[place], GradientTolerance * (1 + Math.Abs(slope)), $"Gradient of tensor {source} at {place}.");
            }
        }

        double[] Evaluate()
        {
            weights.Rewind();
            return reference(weights, inputs).Values;
        }

        double Loss(double[] values, int place, double change)
        {
            double before = values[place];
            values[place] += change;
            double loss = Evaluate().Zip(direction, (value, factor) => value * factor).Sum();
            values[place] = before;
            return loss;
        }
    }

    // Scales of one and offsets of zero would hide a wrong order.
    private static void Randomize(torch.nn.Module module)
    {
        using var noGradient = torch.no_grad();
        int seed = 10;
        foreach (var parameter in module.parameters().Where(parameter => parameter.shape.Length == 1))
        {
            parameter.copy_(torch.tensor(Map.Random(seed++, (int)parameter.NumberOfElements, 1, 1, 1).Values));
        }
    }
}
