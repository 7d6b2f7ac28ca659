using Microsoft.ML.NAO.Architectures;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests;

/// <summary>Small recurrent networks and texts.</summary>
internal static class TestLanguageModels
{
    public static RecurrentCellSpace Space { get; } = new();

    /// <summary>The published cells and two random ones, by name.</summary>
    public static IReadOnlyDictionary<string, RecurrentCell> Cells { get; } = new Dictionary<string, RecurrentCell>
    {
        ["published"] = Space.Decode(PublishedArchitectures.NaoRecurrent),
        ["weight sharing"] = Space.Decode(PublishedArchitectures.NaoRecurrentWeightSharing),
        ["random 1"] = Space.Decode(Space.Sample(new Random(1))),
        ["random 2"] = Space.Decode(Space.Sample(new Random(2))),
        ["one node"] = new RecurrentCell(new RecurrentNode(0, ActivationNames.Sigmoid)),
    };

    public static RecurrentNetwork Create(string cell = "weight sharing", int vocabulary = 7, RecurrentNetworkOptions? options = null, int seed = 1) =>
        new(Cells[cell], vocabulary, options ?? new RecurrentNetworkOptions { HiddenSize = 6 }, seed);

    /// <summary>Weights far from zero, where activations bend; biases too.</summary>
    public static void Randomize(RecurrentNetwork network, double deviation = 0.6)
    {
        using var noGradient = torch.no_grad();
        using var generator = new torch.Generator(5);
        foreach (var weight in network.Weights)
        {
            weight.normal_(0, deviation, generator);
        }
    }

    public static int[][] Words(int steps, int batch, int vocabulary, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, steps).Select(_ => Enumerable.Range(0, batch).Select(_ => random.Next(vocabulary)).ToArray())];
    }

    public static torch.Tensor ToTensor(int[][] words) =>
        torch.tensor([.. words.SelectMany(step => step).Select(word => (long)word)], [words.Length, words[0].Length]);

    public static double[][] Rows(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return [.. tensor.detach().to(torch.float64).contiguous().data<double>().ToArray().Chunk((int)tensor.shape[1])];
    }
}
