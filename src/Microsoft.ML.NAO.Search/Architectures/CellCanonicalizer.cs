namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Finds the canonical form of a cell: of all orders of its branches, and all orders of its nodes in which each follows those
/// it takes, the one whose sequence of nodes is the smallest.
/// </summary>
/// <remarks>
/// Another order of the nodes permutes the channels of the cell's output and nothing else, so that it is the same network with
/// its weights permuted.
/// </remarks>
internal static class CellCanonicalizer
{
    public static NodeCode[] Canonicalize(ReadOnlySpan<NodeCode> cell)
    {
        var nodes = cell.ToArray();
        var newIndex = new int[Cell.InputCount + nodes.Length];
        Array.Fill(newIndex, -1);
        for (int input = 0; input < Cell.InputCount; input++)
        {
            newIndex[input] = input;
        }

        NodeCode[]? best = null;
        Extend(nodes, newIndex, new NodeCode[nodes.Length], 0, ref best);
        return best!;
    }

    private static void Extend(NodeCode[] nodes, int[] newIndex, NodeCode[] order, int count, ref NodeCode[]? best)
    {
        if (count == nodes.Length)
        {
            if (best is null || order.AsSpan().SequenceCompareTo(best) < 0)
            {
                best = [.. order];
            }

            return;
        }

        // The smallest sequence has the smallest possible node at each place; only ties need to be tried one by one.
        NodeCode? smallest = null;
        for (int n = 0; n < nodes.Length; n++)
        {
            if (Relabel(nodes, newIndex, n) is { } node && (smallest is null || node.CompareTo(smallest.Value) < 0))
            {
                smallest = node;
            }
        }

        order[count] = smallest!.Value;
        for (int n = 0; n < nodes.Length; n++)
        {
            if (Relabel(nodes, newIndex, n) == smallest)
            {
                newIndex[Cell.InputCount + n] = Cell.InputCount + count;
                Extend(nodes, newIndex, order, count + 1, ref best);
                newIndex[Cell.InputCount + n] = -1;
            }
        }
    }

    /// <summary>The node with new indices and sorted branches; null if it is placed already or takes one that is not.</summary>
    private static NodeCode? Relabel(NodeCode[] nodes, int[] newIndex, int n)
    {
        int first = newIndex[nodes[n].First.Input];
        int second = newIndex[nodes[n].Second.Input];
        return newIndex[Cell.InputCount + n] >= 0 || first < 0 || second < 0
            ? null
            : new NodeCode(nodes[n].First with { Input = first }, nodes[n].Second with { Input = second }).Sorted;
    }
}
