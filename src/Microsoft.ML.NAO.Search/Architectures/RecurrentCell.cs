using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// The tree of one recurrent cell. Node 0 combines the input with the hidden state and always applies tanh; the searched nodes,
/// counted from 1, each continue an earlier one. The new hidden state is the mean of the searched nodes.
/// </summary>
public sealed class RecurrentCell
{
    /// <summary>Creates a cell.</summary>
    /// <param name="nodes">The searched nodes in order; each continues an earlier one or node 0.</param>
    /// <exception cref="ArgumentException">There is no node, or a predecessor is not an earlier node.</exception>
    public RecurrentCell(params ReadOnlySpan<RecurrentNode> nodes)
    {
        if (nodes.IsEmpty)
        {
            throw new ArgumentException("A recurrent cell has at least one searched node.", nameof(nodes));
        }

        for (int n = 0; n < nodes.Length; n++)
        {
            if (nodes[n].Predecessor < 0 || nodes[n].Predecessor > n)
            {
                throw new ArgumentException(
                    $"Node {n + 1} continues node {nodes[n].Predecessor}; it may continue 0 to {n}.", nameof(nodes));
            }
        }

        Nodes = [.. nodes];
    }

    /// <summary>The searched nodes in order. <c>Nodes[n]</c> is the node <c>n + 1</c>.</summary>
    public ImmutableArray<RecurrentNode> Nodes { get; }

    /// <summary>The activation of a node, node 0 included.</summary>
    /// <param name="node">The node's number.</param>
    public string GetActivation(int node) => node == 0 ? ActivationNames.Tanh : Nodes[node - 1].Activation;

    /// <summary>The nodes, ascending, that continue a node.</summary>
    /// <param name="node">The node's number, 0 for the cell's first node.</param>
    public ImmutableArray<int> GetSuccessors(int node) =>
        [.. Enumerable.Range(1, Nodes.Length).Where(later => Nodes[later - 1].Predecessor == node)];
}
