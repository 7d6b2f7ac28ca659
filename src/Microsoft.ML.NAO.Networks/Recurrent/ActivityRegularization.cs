using TorchSharp;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// What a language model's loss adds for its output's activity (Merity et al., "Revisiting activation regularization for language
/// RNNs", 2017): <c>activation · mean((m × h)²) + temporal · mean((h[t + 1] − h[t])²)</c>, with the output's dropout m.
/// </summary>
/// <param name="Activation">The weight of the values themselves, the authors' alpha.</param>
/// <param name="Temporal">The weight of their changes from step to step, the authors' beta.</param>
internal readonly record struct ActivityRegularization(double Activation, double Temporal)
{
    /// <summary>Adds the gradient by the output to one of its shape.</summary>
    /// <param name="gradient">Is added to.</param>
    /// <param name="output">The output before its dropout, of shape [steps, batch, size].</param>
    /// <param name="mask">The dropout's factors of shape [batch, size], or null.</param>
    public void AddGradient(torch.Tensor gradient, torch.Tensor output, torch.Tensor? mask)
    {
        if (Activation > 0)
        {
            var dropped = mask is null ? output : output.mul(mask).mul_(mask);
            using Scalar factor = 2 * Activation / output.NumberOfElements;
            gradient.add_(dropped, factor);
        }

        long steps = output.shape[0];
        if (Temporal > 0 && steps > 1)
        {
            var change = output.narrow(0, 1, steps - 1).sub(output.narrow(0, 0, steps - 1));
            using Scalar factor = 2 * Temporal / change.NumberOfElements;
            using Scalar negated = -2 * Temporal / change.NumberOfElements;
            gradient.narrow(0, 1, steps - 1).add_(change, factor);
            gradient.narrow(0, 0, steps - 1).add_(change, negated);
        }
    }
}
