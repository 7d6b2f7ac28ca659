using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Recurrent;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks;

/// <summary>What a recurrent network's file says beside the weights: all that it takes to build the network again.</summary>
internal sealed record RecurrentNetworkHeader(IReadOnlyList<RecurrentNetworkHeader.Node> Nodes, int VocabularySize, RecurrentNetworkOptions Options)
{
    public static RecurrentNetworkHeader Of(RecurrentNetwork network) => new(
        [.. network.Cell.Nodes.Select(node => new Node(node.Predecessor, node.Activation))], network.VocabularySize, network.Options);

    /// <summary>Builds the network.</summary>
    /// <param name="device">Where it shall live.</param>
    /// <param name="values">The number of values that there are for its weights.</param>
    /// <exception cref="ArgumentException">The header's parts do not go together, or the network takes more values or fewer.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public RecurrentNetwork Create(torch.Device? device, long values)
    {
        Options.Validate();
        long size = Options.HiddenSize;
        long needed = (VocabularySize * (size + 1)) + (2 * size * size * (Nodes.Count + 2L));
        if (needed != values)
        {
            throw new ArgumentException(
                $"A network for {VocabularySize} words, with {Nodes.Count} nodes of {size} units, has {needed} weights, and {values} are there.");
        }

        return new RecurrentNetwork(new RecurrentCell([.. Nodes.Select(Read)]), VocabularySize, Options, seed: 0, device);
    }

    private static RecurrentNode Read(Node? node)
    {
        Node known = node ?? throw new ArgumentException("The cell has an empty node.");
        Activation.RequireKnown(known.Activation);
        return new RecurrentNode(known.Predecessor, known.Activation);
    }

    internal sealed record Node(int Predecessor, string Activation);
}
