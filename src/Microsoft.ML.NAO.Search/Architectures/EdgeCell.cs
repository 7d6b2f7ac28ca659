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

    /// <summary>The nodes that a node takes by an edge that passes something, as bits.</summary>
    public uint GetTaken(int to)
    {
        uint taken = 0;
        for (int from = 0; from < to; from++)
        {
            taken |= this[from, to] != zero ? 1u << from : 0;
        }

        return taken;
    }

    /// <summary>The cell without the operations that cannot matter: those between nodes that the input does not reach, or that do not reach the output.</summary>
    public EdgeCell Prune()
    {
        if (zero is not { } nothing)
        {
            return this;
        }

        // The nodes as bits.
        uint fromInput = 1;
        uint toOutput = 1u << (nodeCount - 1);
        for (int to = 1; to < nodeCount; to++)
        {
            fromInput |= (GetTaken(to) & fromInput) != 0 ? 1u << to : 0;
        }

        for (int to = nodeCount - 1; to > 0; to--)
        {
            toOutput |= (toOutput >> to & 1) != 0 ? GetTaken(to) : 0;
        }

        int[] pruned = [.. operations];
        for (int to = 1; to < nodeCount; to++)
        {
            for (int from = 0; from < to; from++)
            {
                if ((fromInput >> from & toOutput >> to & 1) == 0)
                {
                    pruned[CountEdges(to) + from] = nothing;
                }
            }
        }

        return new EdgeCell(nodeCount, pruned, zero);
    }

    /// <summary>
    /// The operation between two nodes of which the first stands before the second in an order. Where the order turns an edge round,
    /// that edge passes nothing.
    /// </summary>
    public int GetPlaced(int from, int to) => this[Math.Min(from, to), Math.Max(from, to)];
}
