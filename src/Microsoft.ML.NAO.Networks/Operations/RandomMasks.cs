using TorchSharp;

namespace Microsoft.ML.NAO.Operations;

/// <summary>The masks of dropout and drop-path, from a seed of their own. What is kept is divided by the probability to keep it.</summary>
internal sealed class RandomMasks : IDisposable
{
    private readonly torch.Device _device;
    private torch.Generator _generator;

    public RandomMasks(int seed, torch.Device device)
    {
        _device = device;
        _generator = Create(seed, device);
    }

    /// <summary>Starts again from a seed.</summary>
    public void Reset(int seed)
    {
        _generator.Dispose();
        _generator = Create(seed, _device);
    }

    /// <summary>A mask whose elements are kept with the same probability.</summary>
    public torch.Tensor Draw(double keepProbability, long[] shape)
    {
        using Scalar divisor = keepProbability;
        return torch.empty(shape, torch.float32, _device).bernoulli_(keepProbability, _generator).div_(divisor);
    }

    /// <summary>One mask of shape [images, 1, 1, 1] for each of the probabilities.</summary>
    public torch.Tensor[] DrawPerImage(float[] keepProbabilities, long images)
    {
        var keep = torch.tensor(keepProbabilities, [keepProbabilities.Length, 1, 1, 1, 1], device: _device);
        var all = keep.expand(keepProbabilities.Length, images, 1, 1, 1);
        return torch.bernoulli(all, _generator).div_(keep).unbind(0);
    }

    public void Dispose() => _generator.Dispose();

    private static torch.Generator Create(int seed, torch.Device device) => new(unchecked((ulong)(uint)seed), device);
}
