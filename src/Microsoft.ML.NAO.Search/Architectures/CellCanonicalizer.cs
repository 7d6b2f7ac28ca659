namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Finds the canonical form of a cell: of all orders of its branches, and all orders of its nodes in which each follows those
/// it takes, the one whose sequence of nodes is the smallest.
/// </summary>
/// <remarks>
/// Another order of the nodes permutes the channels of the cell's output and nothing else, so that it is the same network with
/// its weights permuted.
/// </remarks>
internal readonly ref struct CellCanonicalizer
{
    private const int OperationBits = 16;
    private const int BranchBits = 32;
    private const int NotPlaced = 1 << (BranchBits - OperationBits - 2);

    private readonly int _inputs;
    private readonly ReadOnlySpan<NodeCode> _nodes;
    private readonly Span<int> _newIndex;

    // Nodes as numbers that compare as they do.
    private readonly Span<ulong> _order;
    private readonly Span<ulong> _best;

    private CellCanonicalizer(int inputs, ReadOnlySpan<NodeCode> nodes, Span<int> newIndex, Span<ulong> order, Span<ulong> best)
    {
        _inputs = inputs;
        _nodes = nodes;
        _newIndex = newIndex;
        _order = order;
        _best = best;
    }

    /// <summary>Writes the canonical form of a cell in its place.</summary>
    /// <param name="inputs">The number of the cell's inputs.</param>
    /// <param name="cell">The nodes.</param>
    public static void Canonicalize(int inputs, Span<NodeCode> cell)
    {
        Span<int> newIndex = stackalloc int[inputs + cell.Length];
        newIndex.Fill(NotPlaced);
        for (int input = 0; input < inputs; input++)
        {
            newIndex[input] = input;
        }

        Span<ulong> order = stackalloc ulong[cell.Length];
        Span<ulong> best = stackalloc ulong[cell.Length];
        bool found = false;
        new CellCanonicalizer(inputs, cell, newIndex, order, best).Extend(0, ref found);
        for (int place = 0; place < best.Length; place++)
        {
            cell[place] = new NodeCode(Unpack((uint)(best[place] >> BranchBits)), Unpack((uint)best[place]));
        }
    }

    private void Extend(int count, ref bool found)
    {
        if (count == _nodes.Length)
        {
            // Whatever is larger than the best was left before it came to its end.
            _order.CopyTo(_best);
            found = true;
            return;
        }

        // The smallest sequence has the smallest possible node at each place; only ties need to be tried one by one.
        Span<ulong> relabelled = stackalloc ulong[_nodes.Length];
        ulong smallest = ulong.MaxValue;
        for (int n = 0; n < relabelled.Length; n++)
        {
            relabelled[n] = Relabel(n);
            smallest = Math.Min(smallest, relabelled[n]);
        }

        _order[count] = smallest;
        if (found && _order[..(count + 1)].SequenceCompareTo(_best[..(count + 1)]) > 0)
        {
            return;
        }

        bool triedLooseEnd = false;
        for (int n = 0; n < relabelled.Length; n++)
        {
            if (relabelled[n] == smallest)
            {
                // Nodes that are alike and that nothing takes may stand in for each other.
                bool isLooseEnd = IsLooseEnd(n);
                if (!isLooseEnd || !triedLooseEnd)
                {
                    triedLooseEnd |= isLooseEnd;
                    _newIndex[_inputs + n] = _inputs + count;
                    Extend(count + 1, ref found);
                    _newIndex[_inputs + n] = NotPlaced;
                }
            }
        }
    }

    private bool IsLooseEnd(int n)
    {
        foreach (NodeCode node in _nodes[(n + 1)..])
        {
            if (node.First.Input == _inputs + n || node.Second.Input == _inputs + n)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The node with new indices and sorted branches; larger than any other if it is placed already or takes one that is not.</summary>
    private ulong Relabel(int n)
    {
        uint first = Pack(_nodes[n].First);
        uint second = Pack(_nodes[n].Second);
        return _newIndex[_inputs + n] != NotPlaced || Math.Max(first, second) >= Pack(NotPlaced, 0)
            ? ulong.MaxValue
            : ((ulong)Math.Min(first, second) << BranchBits) | Math.Max(first, second);
    }

    private uint Pack(BranchCode branch) => Pack(_newIndex[branch.Input], branch.Operation);

    private static uint Pack(int input, int operation) => ((uint)input << OperationBits) | (uint)operation;

    private static BranchCode Unpack(uint branch) => new((int)(branch >> OperationBits), (int)(branch & ((1u << OperationBits) - 1)));
}
