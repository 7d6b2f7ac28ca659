using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>What a network's file says beside the weights: all that it takes to build the network again.</summary>
internal sealed record NetworkHeader(
    IReadOnlyList<NetworkHeader.Node> Normal,
    IReadOnlyList<NetworkHeader.Node> Reduction,
    int Channels,
    int Height,
    int Width,
    int ClassCount,
    ConvolutionalNetworkOptions Options)
{
    // The largest network that the options allow, of cells of five nodes, has 8,500. Identities have no weights that would limit them.
    private const int MostNodes = 10_000;

    public static NetworkHeader Of(ConvolutionalNetwork network) => new(
        Write(network.Cells.Normal),
        Write(network.Cells.Reduction),
        network.InputShape.Channels,
        network.InputShape.Height,
        network.InputShape.Width,
        network.OutputCount,
        network.Options);

    /// <summary>Builds the network.</summary>
    /// <param name="device">Where it shall live.</param>
    /// <param name="values">The number of values that there are for its weights: it is not built any larger.</param>
    /// <exception cref="ArgumentException">The header's parts do not go together.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="NotSupportedException">There is no such operation.</exception>
    /// <exception cref="InvalidDataException">The network takes more values.</exception>
    public ConvolutionalNetwork Create(torch.Device? device, long values)
    {
        Options.Validate();
        var shape = new ImageShape(Channels, Height, Width);
        shape.Validate();
        long nodes = (long)new NetworkLayout(Options, shape).CellCount * Math.Max(Normal.Count, Reduction.Count);
        if (nodes > MostNodes)
        {
            throw new ArgumentException($"The network's cells have up to {nodes} nodes in all, and may have {MostNodes}.");
        }

        return new ConvolutionalNetwork(new CellPair(Read(Normal), Read(Reduction)), shape, ClassCount, Options, seed: 0, device, values);
    }

    private static Node[] Write(Cell cell) =>
        [.. cell.Nodes.Select(node => new Node(node.First.Input, node.First.Operation, node.Second.Input, node.Second.Operation))];

    private static Cell Read(IEnumerable<Node?> nodes) => new(
        [.. nodes.Select(node => node is null ? throw new ArgumentException("A cell has an empty node.") : new CellNode(new Branch(node.FirstInput, node.FirstOperation), new Branch(node.SecondInput, node.SecondOperation)))]);

    internal sealed record Node(int FirstInput, string FirstOperation, int SecondInput, string SecondOperation);
}
