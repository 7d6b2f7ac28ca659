using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Supernets;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NAO.Networks.Tests.Supernets;

/// <summary>Small supernets.</summary>
internal static class TestSupernets
{
    public static ConvolutionalSupernetOptions Options() => new()
    {
        Network = new ConvolutionalNetworkOptions { InitialChannels = 4, AuxiliaryClassifier = true },
    };

    public static ConvolutionalSupernet CreateConvolutional(int seed = 1) =>
        new(TestNetworks.Space, TestNetworks.GreyDigit, 3, Options(), seed);

    public static Architecture Sample(int seed) => TestNetworks.Space.Sample(new Random(seed));

    public static torch.Tensor Images(int count, int seed = 1, ImageShape? shape = null)
    {
        ImageShape size = shape ?? TestNetworks.GreyDigit;
        var random = new Random(seed);
        float[] pixels = [.. Enumerable.Range(0, count * size.Size).Select(_ => (float)random.NextDouble())];
        return torch.tensor(pixels, [count, size.Channels, size.Height, size.Width]);
    }

    public static float[] Read(Parameter parameter)
    {
        using var scope = torch.NewDisposeScope();
        return parameter.detach().contiguous().data<float>().ToArray();
    }

    public static void Train(ConvolutionalSupernet supernet, int steps)
    {
        using var optimizer = new PathOptimizer(supernet.parameters(), new PathOptimizerOptions(0.9, true, 1e-4, 5));
        Train(supernet, optimizer, steps);
    }

    public static void Train(ConvolutionalSupernet supernet, PathOptimizer optimizer, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Step(supernet, optimizer, supernet.GetPath(Sample(i)), i);
        }
    }

    public static void Step(ConvolutionalSupernet supernet, PathOptimizer optimizer, ConvolutionalPath path, int seed)
    {
        using var scope = torch.NewDisposeScope();
        var output = supernet.Compute(path, Images(6, seed));
        var labels = torch.arange(6, dtype: torch.int64).remainder(3);
        var loss = functional.cross_entropy(output.Logits, labels);
        var all = output.Auxiliary is null ? loss : loss.add(functional.cross_entropy(output.Auxiliary, labels), 0.4);
        optimizer.Step(all, [.. path.Weights, .. path.AuxiliaryWeights], 0.05);
    }
}
