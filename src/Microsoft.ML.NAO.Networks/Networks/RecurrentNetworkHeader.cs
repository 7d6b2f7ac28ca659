using Microsoft.ML.NAO.Architectures;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>What a recurrent network's file says beside the weights: all that it takes to build the network again.</summary>
internal sealed record RecurrentNetworkHeader(IReadOnlyList<RecurrentNetworkHeader.Node> Nodes, int VocabularySize, RecurrentNetworkOptions Options)
{
    public static RecurrentNetworkHeader Of(RecurrentNetwork network) => new(
        [.. network.Cell.Nodes.Select(node => new Node(node.Predecessor, node.Activation))], network.VocabularySize, network.Options);

    public RecurrentNetwork Create(torch.Device? device) => new(
        new RecurrentCell([.. Nodes.Select(node => new RecurrentNode(node.Predecessor, node.Activation))]), VocabularySize, Options, seed: 0, device);

    internal sealed record Node(int Predecessor, string Activation);
}
