using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Operations;

/// <summary>
/// Creates the parameters of a network from one seed, the same ones on every device: weights of convolutions and linear layers
/// with He's normal distribution (as in the authors' code), scales of one, offsets of zero.
/// </summary>
internal sealed class WeightInitializer : IDisposable
{
    private readonly torch.Generator _generator;
    private readonly torch.Device _device;

    public WeightInitializer(int seed, torch.Device device)
    {
        _generator = new torch.Generator(unchecked((ulong)(uint)seed), torch.CPU);
        _device = device;
    }

    /// <summary>What the batch normalizations of the network go by.</summary>
    public NormalizationContext Normalization { get; } = new();

    /// <summary>A weight of shape [outputs, inputs, kernel, kernel] with the variance 2 / (inputs · kernel²).</summary>
    public Parameter Convolution(long outputs, long inputs, long kernel) => Convolution(outputs, inputs, kernel, kernel);

    /// <summary>A weight of shape [outputs, inputs, height, width] with the variance 2 / (inputs · height · width).</summary>
    public Parameter Convolution(long outputs, long inputs, long height, long width) =>
        Normal([outputs, inputs, height, width], inputs * height * width);

    /// <summary>A weight of the given shape with the variance 2 / <paramref name="fanIn"/>.</summary>
    public Parameter Scaled(long fanIn, params long[] shape) => Normal(shape, fanIn);

    /// <summary>A weight of shape [outputs, inputs] with the variance 2 / inputs.</summary>
    public Parameter Linear(long outputs, long inputs) => Normal([outputs, inputs], inputs);

    /// <summary>A weight that is distributed uniformly between −<paramref name="range"/> and <paramref name="range"/>.</summary>
    public Parameter Uniform(double range, params long[] shape)
    {
        var values = torch.empty(shape);
        values.uniform_(-range, range, _generator);
        return Own(values);
    }

    public Parameter Ones(long size) => Own(torch.ones(size));

    public Parameter Zeros(long size) => Own(torch.zeros(size));

    /// <summary>A tensor that is saved with the network and not trained.</summary>
    public torch.Tensor Buffer(torch.Tensor values) => values.to(_device).DetachFromDisposeScope();

    public void Dispose() => _generator.Dispose();

    private Parameter Normal(long[] shape, long fanIn)
    {
        var values = torch.empty(shape);
        values.normal_(0, Math.Sqrt(2.0 / fanIn), _generator);
        return Own(values);
    }

    private Parameter Own(torch.Tensor values)
    {
        var parameter = new Parameter(values.to(_device));
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
