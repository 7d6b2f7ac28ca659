using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Training;

/// <summary>
/// Parameters as views of one vector, so that an optimizer's step costs a handful of operations, whatever their number. What the vector has
/// in it may be another value of each parameter: its gradient, its velocity, its average.
/// </summary>
internal static class ParameterVector
{
    private const double NormEpsilon = 1e-6;

    /// <summary>Makes parameters views of one vector with their values.</summary>
    /// <returns>The vector, which belongs to the caller.</returns>
    public static torch.Tensor Join(IReadOnlyList<Parameter> parameters)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var vector = Concatenate(parameters).DetachFromDisposeScope();
        foreach (var (parameter, view) in parameters.Zip(Split(vector, parameters)))
        {
            parameter.set_(view);
        }

        return vector;
    }

    /// <summary>The views of a vector in the parameters' order and of their shapes.</summary>
    public static IEnumerable<torch.Tensor> Split(torch.Tensor vector, IEnumerable<Parameter> parameters)
    {
        long offset = 0;
        foreach (Parameter parameter in parameters)
        {
            yield return vector.narrow(0, offset, parameter.NumberOfElements).view(parameter.shape);
            offset += parameter.NumberOfElements;
        }
    }

    /// <summary>The values of tensors one after another.</summary>
    public static torch.Tensor Concatenate(IEnumerable<torch.Tensor> tensors) => torch.cat([.. tensors.Select(tensor => tensor.reshape(-1))], 0);

    /// <summary>Cuts a gradient to a norm, without asking the device for it.</summary>
    /// <param name="gradient">The gradient, changed in place.</param>
    /// <param name="norm">The largest norm; 0 for no limit.</param>
    public static void Clip(torch.Tensor gradient, double norm)
    {
        if (norm > 0)
        {
            using Scalar epsilon = NormEpsilon;
            using Scalar largest = norm;
            gradient.mul_(gradient.norm().add_(epsilon).reciprocal_().mul_(largest).clamp_(max: Scalars.One));
        }
    }

    /// <summary>The values of a vector.</summary>
    public static float[] Read(torch.Tensor vector)
    {
        using var onHost = vector.cpu();
        return onHost.data<float>().ToArray();
    }

    /// <summary>Replaces the values of a vector.</summary>
    public static void Write(float[] values, torch.Tensor vector)
    {
        using var noGradient = torch.no_grad();
        using var onHost = torch.tensor(values);
        vector.copy_(onHost);
    }
}
