using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Operations;

namespace Microsoft.ML.NAO.Cells;

/// <summary>
/// How the layers of one cell are wired: its two inputs brought to the cell's channels and one size, five nodes that add two branches
/// each, and the loose ends side by side.
/// </summary>
/// <param name="cell">The graph.</param>
/// <param name="layers">The layers.</param>
/// <param name="output">The shape of the output.</param>
/// <param name="conventions">What drop-path may drop.</param>
internal sealed class WiredCell(Cell cell, CellLayers layers, ImageShape output, NetworkConventions conventions)
{
    /// <summary>The layers.</summary>
    public CellLayers Layers => layers;

    /// <summary>The shape of the output.</summary>
    public ImageShape Output => output;

    /// <summary>The number of branches that drop-path may drop.</summary>
    public int DroppableBranches => cell.Nodes.Sum(node => (MayBeDropped(node.First) ? 1 : 0) + (MayBeDropped(node.Second) ? 1 : 0));

    /// <summary>Wires the cell to the outputs of the two cells before it.</summary>
    public NodeValue<T> Wire<T>(IWiring<T> wiring, NodeValue<T> first, NodeValue<T> second)
    {
        var nodes = new NodeValue<T>[Cell.InputCount + cell.Nodes.Length];
        nodes[0] = Through(layers.First, first);
        nodes[1] = Through(layers.Second, second);
        for (int n = 0; n < cell.Nodes.Length; n++)
        {
            CellNode node = cell.Nodes[n];
            var (firstLayer, secondLayer) = layers.Nodes[n];
            nodes[Cell.InputCount + n] = new NodeValue<T>(wiring, wiring.Add(Compute(node.First, firstLayer), Compute(node.Second, secondLayer)));
        }

        var ends = new T[cell.LooseEnds.Length];
        for (int i = 0; i < ends.Length; i++)
        {
            NodeValue<T> end = nodes[cell.LooseEnds[i]];
            ends[i] = layers.LooseEnds[i] is { } layer ? end.Through(layer) : end.Value;
        }

        NodeValue<T> joined = ends.Length == 1 && layers.LooseEnds[0] is null
            ? nodes[cell.LooseEnds[0]]
            : new NodeValue<T>(wiring, ends.Length == 1 ? ends[0] : wiring.Concatenate(ends));
        return Through(layers.Output, joined);

        T Compute(Branch branch, Layer layer)
        {
            T value = nodes[branch.Input].Through(layer);
            return MayBeDropped(branch) ? wiring.Drop(value) : value;
        }

        NodeValue<T> Through(IReadOnlyList<Layer> through, NodeValue<T> value) =>
            through.Aggregate(value, (current, layer) => new NodeValue<T>(wiring, current.Through(layer)));
    }

    private bool MayBeDropped(Branch branch) => conventions.DropIdentities || branch.Operation != OperationNames.Identity;
}
