namespace Microsoft.ML.NAO.Architectures;

/// <summary>The orders of a cell's interior nodes in which every edge that passes something points forward.</summary>
internal static class EdgeCellOrders
{
    /// <summary>Of all orders, the cell whose sequence of operations is the smallest.</summary>
    public static EdgeCell FindSmallest(EdgeCell cell)
    {
        int[]? best = null;
        var order = new int[cell.NodeCount];
        order[^1] = cell.NodeCount - 1;
        Extend(cell, order, 1, ref best);
        return new EdgeCell(cell.NodeCount, best!, null);
    }

    /// <summary>Draws an order, each next node uniformly among those that may come next.</summary>
    public static EdgeCell Draw(EdgeCell cell, Random random)
    {
        var order = new int[cell.NodeCount];
        order[^1] = cell.NodeCount - 1;
        for (int place = 1; place < order.Length - 1; place++)
        {
            int[] next = FindNext(cell, order.AsSpan(0, place));
            order[place] = next[random.Next(next.Length)];
        }

        return cell.Reorder(order);
    }

    private static void Extend(EdgeCell cell, int[] order, int place, ref int[]? best)
    {
        if (place == order.Length - 1)
        {
            int[] operations = cell.Reorder(order).Operations;
            if (best is null || operations.AsSpan().SequenceCompareTo(best) < 0)
            {
                best = operations;
            }

            return;
        }

        // The edges into a node depend on the nodes before it alone, so that the smallest sequence has the smallest possible node at
        // each place; only ties need to be tried one by one.
        int[] next = FindNext(cell, order.AsSpan(0, place));
        int smallest = next[0];
        foreach (int node in next)
        {
            smallest = Compare(cell, order.AsSpan(0, place), node, smallest) < 0 ? node : smallest;
        }

        foreach (int node in next)
        {
            if (Compare(cell, order.AsSpan(0, place), node, smallest) == 0)
            {
                order[place] = node;
                Extend(cell, order, place + 1, ref best);
            }
        }
    }

    private static int Compare(EdgeCell cell, ReadOnlySpan<int> placed, int node, int other)
    {
        foreach (int from in placed)
        {
            int difference = cell.GetPlaced(from, node).CompareTo(cell.GetPlaced(from, other));
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    /// <summary>The interior nodes that are not placed and take none that is not.</summary>
    private static int[] FindNext(EdgeCell cell, ReadOnlySpan<int> placed)
    {
        var next = new List<int>(cell.NodeCount);
        for (int node = 1; node < cell.NodeCount - 1; node++)
        {
            bool ready = !placed.Contains(node);
            for (int from = 0; ready && from < node; from++)
            {
                ready = placed.Contains(from) || !cell.IsConnected(from, node);
            }

            if (ready)
            {
                next.Add(node);
            }
        }

        return [.. next];
    }
}
