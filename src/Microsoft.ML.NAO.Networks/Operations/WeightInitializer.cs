using Microsoft.ML.NAO.Networks;
using TorchSharp;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Operations;

/// <summary>
/// Creates the parameters of a network from one seed, the same ones on every device: weights of convolutions and linear layers
/// as <see cref="WeightInitialization"/> says, scales of one, offsets of zero.
/// </summary>
internal sealed class WeightInitializer : IDisposable
{
    // A normal number is within two standard deviations with this probability; one that is has this standard deviation.
    private const double ProbabilityWithinTwo = 0.954499736103642;
    private const double DeviationWithinTwo = 0.879625661034;

    private readonly torch.Generator _generator;
    private readonly torch.Device _device;
    private readonly WeightInitialization _initialization;

    private long? _valuesLeft;

    /// <param name="seed">The seed.</param>
    /// <param name="device">Where the network lives.</param>
    /// <param name="initialization">How weights are drawn.</param>
    /// <param name="mostValues">How many values all that is created may have together; null for any number.</param>
    public WeightInitializer(
        int seed, torch.Device device, WeightInitialization initialization = WeightInitialization.HeNormal, long? mostValues = null)
    {
        _valuesLeft = mostValues;
        _initialization = initialization;
        _generator = new torch.Generator(unchecked((ulong)(uint)seed), torch.CPU);
        _device = device;
    }

    /// <summary>What the batch normalizations of the network go by.</summary>
    public NormalizationContext Normalization { get; } = new();

    /// <summary>A weight of shape [outputs, inputs, kernel, kernel].</summary>
    public Parameter Convolution(long outputs, long inputs, long kernel) => Convolution(outputs, inputs, kernel, kernel);

    /// <summary>A weight of shape [outputs, inputs / groups, height, width].</summary>
    /// <param name="outputs">The channels of the output.</param>
    /// <param name="inputs">The channels of the input.</param>
    /// <param name="height">The rows of the kernel.</param>
    /// <param name="width">The columns of the kernel.</param>
    /// <param name="groups">The number of groups of channels, each of which makes its own outputs of its own inputs.</param>
    public Parameter Convolution(long outputs, long inputs, long height, long width, long groups = 1)
    {
        long[] shape = [outputs, inputs / groups, height, width];
        return _initialization == WeightInitialization.FanOut
            ? TruncatedNormal(shape, Math.Sqrt(1.0 / (outputs / groups * height * width)))
            : Normal(shape, Math.Sqrt(2.0 / (inputs / groups * height * width)));
    }

    /// <summary>A weight of the given shape with the variance 2 / <paramref name="fanIn"/>.</summary>
    public Parameter Scaled(long fanIn, params long[] shape) => Normal(shape, Math.Sqrt(2.0 / fanIn));

    /// <summary>A weight of shape [outputs, inputs].</summary>
    public Parameter Linear(long outputs, long inputs) => _initialization == WeightInitialization.FanOut
        ? Uniform(Math.Sqrt(6.0 / (inputs + outputs)), outputs, inputs)
        : Normal([outputs, inputs], Math.Sqrt(2.0 / inputs));

    /// <summary>A weight that is distributed uniformly between −<paramref name="range"/> and <paramref name="range"/>.</summary>
    public Parameter Uniform(double range, params long[] shape)
    {
        var values = Allocate(shape);
        values.uniform_(-range, range, _generator);
        return Own(values);
    }

    public Parameter Ones(long size) => Own(Fill(1, size));

    public Parameter Zeros(params long[] shape) => Own(Fill(0, shape));

    /// <summary>A tensor of one value everywhere, that is saved with the network and not trained.</summary>
    public torch.Tensor Buffer(double value, params long[] shape) => Fill(value, shape).to(_device).DetachFromDisposeScope();

    public void Dispose() => _generator.Dispose();

    private torch.Tensor Allocate(params long[] shape)
    {
        Reserve(shape);
        return torch.empty(shape);
    }

    private torch.Tensor Fill(double value, params long[] shape)
    {
        using Scalar scalar = value;
        return Allocate(shape).fill_(scalar);
    }

    private void Reserve(long[] shape)
    {
        if (_valuesLeft is not { } left)
        {
            return;
        }

        long count = 1;
        foreach (long size in shape)
        {
            // Sizes that overflowed on the way are negative.
            if (size < 1 || count > left / size)
            {
                throw new InvalidDataException(
                    $"A weight of shape [{string.Join(", ", shape)}] is more than the {left} values that are left for it.");
            }

            count *= size;
        }

        _valuesLeft = left - count;
    }

    private Parameter Normal(long[] shape, double deviation)
    {
        var values = Allocate(shape);
        values.normal_(0, deviation, _generator);
        return Own(values);
    }

    private Parameter TruncatedNormal(long[] shape, double deviation)
    {
        var probabilities = Allocate(shape);
        probabilities.uniform_(-ProbabilityWithinTwo, ProbabilityWithinTwo, _generator);
        using Scalar factor = Math.Sqrt(2) * deviation / DeviationWithinTwo;
        return Own(probabilities.erfinv().mul(factor));
    }

    private Parameter Own(torch.Tensor values)
    {
        var parameter = new Parameter(values.to(_device));
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
