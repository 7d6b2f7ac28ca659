using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>The graph of one cell: two inputs and the computed nodes. Its output concatenates the loose ends.</summary>
public sealed class Cell
{
    /// <summary>The number of a cell's inputs: the outputs of the two cells before it.</summary>
    public const int InputCount = 2;

    /// <summary>Creates a cell.</summary>
    /// <param name="nodes">The computed nodes in order; a branch takes an earlier one or an input.</param>
    /// <exception cref="ArgumentException">There is no node, or a branch's input is not an earlier node.</exception>
    public Cell(params ReadOnlySpan<CellNode> nodes)
    {
        Nodes = [.. nodes];
        Graph = new NodeCell(InputCount, [.. Nodes.Select(node => ImmutableArray.Create(node.First, node.Second))]);
    }

    /// <summary>The computed nodes in order. Node <c>n</c> has the index <c>2 + n</c>.</summary>
    public ImmutableArray<CellNode> Nodes { get; }

    /// <summary>
    /// The indices, ascending, of the nodes that no branch takes, the two inputs among them. The cell's output is their
    /// concatenation along the channels.
    /// </summary>
    public ImmutableArray<int> LooseEnds => Graph.LooseEnds;

    /// <summary>The cell as one of any number of inputs and branches.</summary>
    internal NodeCell Graph { get; }
}
