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
    public static NetworkHeader Of(ConvolutionalNetwork network) => new(
        Write(network.Cells.Normal),
        Write(network.Cells.Reduction),
        network.InputShape.Channels,
        network.InputShape.Height,
        network.InputShape.Width,
        network.OutputCount,
        network.Options);

    public ConvolutionalNetwork Create(torch.Device? device) => new(
        new CellPair(Read(Normal), Read(Reduction)), new ImageShape(Channels, Height, Width), ClassCount, Options, seed: 0, device);

    private static Node[] Write(Cell cell) =>
        [.. cell.Nodes.Select(node => new Node(node.First.Input, node.First.Operation, node.Second.Input, node.Second.Operation))];

    private static Cell Read(IEnumerable<Node> nodes) => new(
        [.. nodes.Select(node => new CellNode(new Branch(node.FirstInput, node.FirstOperation), new Branch(node.SecondInput, node.SecondOperation)))]);

    internal sealed record Node(int FirstInput, string FirstOperation, int SecondInput, string SecondOperation);
}
