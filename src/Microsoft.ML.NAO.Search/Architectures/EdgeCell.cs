namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// A cell whose every edge has an operation, as numbers: those of the edges into node 1 come first, then those into node 2, and so
/// on; the edges into a node are in the order of the nodes that they come from.
/// </summary>
/// <param name="nodeCount">The number of nodes, the input and the output among them.</param>
/// <param name="operations">The operation of each edge.</param>
/// <param name="zero">The operation that passes nothing; null where there is none.</param>
internal readonly struct EdgeCell(int nodeCount, int[] operations, int? zero)
{
    public static int CountEdges(int nodeCount) => nodeCount * (nodeCount - 1) / 2;

    public int NodeCount => nodeCount;

    public int[] Operations => operations;

    /// <summary>The operation that takes one node to a later one.</summary>
    public int this[int from, int to] => operations[CountEdges(to) + from];

    /// <summary>Whether two nodes, in either order, have an edge that passes something.</summary>
    public bool IsConnected(int node, int other) => this[Math.Min(node, other), Math.Max(node, other)] != zero;

    /// <summary>The cell without the operations that cannot matter: those between nodes that the input does not reach, or that do not reach the output.</summary>
    public EdgeCell Prune()
    {
        if (zero is not { } nothing)
        {
            return this;
        }

        var fromInput = new bool[nodeCount];
        var toOutput = new bool[nodeCount];
        fromInput[0] = toOutput[^1] = true;
        for (int to = 1; to < nodeCount; to++)
        {
            for (int from = 0; from < to; from++)
            {
                fromInput[to] |= fromInput[from] && this[from, to] != nothing;
            }
        }

        for (int from = nodeCount - 2; from >= 0; from--)
        {
            for (int to = from + 1; to < nodeCount; to++)
            {
                toOutput[from] |= toOutput[to] && this[from, to] != nothing;
            }
        }

        int[] pruned = [.. operations];
        for (int to = 1; to < nodeCount; to++)
        {
            for (int from = 0; from < to; from++)
            {
                if (!fromInput[from] || !toOutput[to])
                {
                    pruned[CountEdges(to) + from] = nothing;
                }
            }
        }

        return new EdgeCell(nodeCount, pruned, zero);
    }

    /// <summary>The same cell with its nodes in another order.</summary>
    /// <param name="order">The nodes by their new places; every edge that passes something still points forward.</param>
    public EdgeCell Reorder(ReadOnlySpan<int> order)
    {
        var reordered = new int[operations.Length];
        for (int to = 1; to < nodeCount; to++)
        {
            for (int from = 0; from < to; from++)
            {
                reordered[CountEdges(to) + from] = GetPlaced(order[from], order[to]);
            }
        }

        return new EdgeCell(nodeCount, reordered, zero);
    }

    /// <summary>
    /// The operation between two nodes of which the first stands before the second in an order. Where the order turns an edge round,
    /// that edge passes nothing.
    /// </summary>
    public int GetPlaced(int from, int to) => this[Math.Min(from, to), Math.Max(from, to)];
}
