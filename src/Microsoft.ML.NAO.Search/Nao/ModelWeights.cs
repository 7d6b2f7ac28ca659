using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao;

/// <summary>Copies the weights of a module, so that they can outlive its tensors.</summary>
internal static class ModelWeights
{
    /// <summary>All weights, parameter by parameter.</summary>
    public static float[][] Get(nn.Module module)
    {
        using var scope = NewDisposeScope();
        return [.. module.parameters().Select(parameter => parameter.detach().data<float>().ToArray())];
    }

    /// <summary>Puts weights back that <see cref="Get"/> took from a module of the same shape.</summary>
    public static void Set(nn.Module module, float[][] weights)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var (parameter, values) in module.parameters().Zip(weights))
        {
            parameter.copy_(tensor(values, parameter.shape));
        }
    }
}
