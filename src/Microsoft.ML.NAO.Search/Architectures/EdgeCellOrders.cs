using System.Numerics;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>The orders of a cell's interior nodes in which every edge that passes something points forward.</summary>
internal readonly ref struct EdgeCellOrders
{
    private readonly EdgeCell _cell;

    // For each node the nodes that it takes, as bits.
    private readonly Span<uint> _taken;
    private readonly Span<int> _order;
    private readonly Span<int> _operations;
    private readonly Span<int> _best;

    private EdgeCellOrders(EdgeCell cell, Span<uint> taken, Span<int> order, Span<int> operations, Span<int> best)
    {
        _cell = cell;
        _taken = taken;
        _order = order;
        _operations = operations;
        _best = best;
        for (int node = 0; node < taken.Length; node++)
        {
            taken[node] = cell.GetTaken(node);
        }

        order[0] = 0;
        order[^1] = order.Length - 1;
    }

    private int LastPlace => _order.Length - 1;

    /// <summary>Writes, in the cell's place, the one whose sequence of operations is the smallest of all orders.</summary>
    public static void FindSmallest(EdgeCell cell)
    {
        Span<uint> taken = stackalloc uint[cell.NodeCount];
        Span<int> order = stackalloc int[cell.NodeCount];
        Span<int> operations = stackalloc int[cell.Operations.Length];
        Span<int> best = stackalloc int[cell.Operations.Length];
        bool found = false;
        new EdgeCellOrders(cell, taken, order, operations, best).Extend(1, 1, ref found);
        best.CopyTo(cell.Operations);
    }

    /// <summary>Writes a drawn order in the cell's place, each next node drawn uniformly among those that may come next.</summary>
    public static void Draw(EdgeCell cell, Random random)
    {
        Span<uint> taken = stackalloc uint[cell.NodeCount];
        Span<int> order = stackalloc int[cell.NodeCount];
        Span<int> operations = stackalloc int[cell.Operations.Length];
        var orders = new EdgeCellOrders(cell, taken, order, operations, default);
        uint placed = 1;
        for (int place = 1; place < order.Length; place++)
        {
            if (place < orders.LastPlace)
            {
                uint next = orders.FindNext(placed);
                for (int skipped = random.Next(BitOperations.PopCount(next)); skipped > 0; skipped--)
                {
                    next &= next - 1;
                }

                order[place] = BitOperations.TrailingZeroCount(next);
                placed |= 1u << order[place];
            }

            orders.Write(place);
        }

        operations.CopyTo(cell.Operations);
    }

    /// <param name="place">The next place.</param>
    /// <param name="placed">The nodes before it, as bits.</param>
    /// <param name="found">Whether there is a best order yet.</param>
    private void Extend(int place, uint placed, ref bool found)
    {
        // The edges into a node depend on the nodes before it alone, so that the smallest sequence has the smallest possible node at
        // each place; only ties need to be tried one by one.
        uint next = place == LastPlace ? 1u << LastPlace : FindNext(placed);
        int smallest = BitOperations.TrailingZeroCount(next);
        for (uint rest = next & (next - 1); rest != 0; rest &= rest - 1)
        {
            int node = BitOperations.TrailingZeroCount(rest);
            smallest = Compare(place, node, smallest) < 0 ? node : smallest;
        }

        _order[place] = smallest;
        Write(place);
        int end = EdgeCell.CountEdges(place + 1);
        if (found && _operations[..end].SequenceCompareTo(_best[..end]) > 0)
        {
            return;
        }

        if (place == LastPlace)
        {
            _operations.CopyTo(_best);
            found = true;
            return;
        }

        for (; next != 0; next &= next - 1)
        {
            int node = BitOperations.TrailingZeroCount(next);
            if (Compare(place, node, smallest) == 0)
            {
                _order[place] = node;
                Extend(place + 1, placed | (1u << node), ref found);
            }
        }
    }

    /// <summary>Writes the operations of the edges into the node at a place.</summary>
    private void Write(int place)
    {
        for (int from = 0; from < place; from++)
        {
            _operations[EdgeCell.CountEdges(place) + from] = _cell.GetPlaced(_order[from], _order[place]);
        }
    }

    /// <summary>Compares the edges into two nodes, if they stood at a place.</summary>
    private int Compare(int place, int node, int other)
    {
        foreach (int from in _order[..place])
        {
            int difference = _cell.GetPlaced(from, node).CompareTo(_cell.GetPlaced(from, other));
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    /// <summary>The interior nodes, as bits, that are not placed and take none that is not.</summary>
    private uint FindNext(uint placed)
    {
        uint next = 0;
        for (int node = 1; node < LastPlace; node++)
        {
            next |= (placed >> node & 1) == 0 && (_taken[node] & ~placed) == 0 ? 1u << node : 0;
        }

        return next;
    }
}
