using TorchSharp.Native;

namespace TorchSharp.Modules;

/// <summary>libtorch's own default initialisations, which draw from the random stream in libtorch's order.</summary>
internal static class Initialization
{
    /// <summary>Of linear layers and convolutions: He's uniform distribution with a = √5, and a bias within 1/√fan-in.</summary>
    internal static void LikeLinear(Parameter weight, Parameter? bias)
    {
        using IDisposable mode = torch.no_grad();
        torch.nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is not null)
        {
            (long fanIn, _) = torch.nn.init.CalculateFanInAndFanOut(weight);
            double bound = 1 / Math.Sqrt(fanIn);
            bias.uniform_(-bound, bound);
        }
    }

    /// <summary>Of recurrent layers: all parameters within 1/√hidden size.</summary>
    internal static void LikeRecurrent(IEnumerable<Parameter> parameters, long hiddenSize)
    {
        using IDisposable mode = torch.no_grad();
        double bound = hiddenSize > 0 ? 1 / Math.Sqrt(hiddenSize) : 0;
        foreach (Parameter parameter in parameters)
        {
            parameter.uniform_(-bound, bound);
        }
    }

    // libtorch's modules are made in its own default type, whatever torch.set_default_dtype says.
    internal static Parameter Empty(params long[] size) => new(torch.empty(size, dtype: torch.ScalarType.Float32));

    internal static Parameter Ones(params long[] size) => new(torch.ones(size, dtype: torch.ScalarType.Float32));

    internal static Parameter Zeros(params long[] size) => new(torch.zeros(size, dtype: torch.ScalarType.Float32));
}
