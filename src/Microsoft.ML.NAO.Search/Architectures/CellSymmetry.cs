namespace Microsoft.ML.NAO.Architectures;

/// <summary>Draws other ways to write a cell.</summary>
internal static class CellSymmetry
{
    private const int NotPlaced = -1;

    /// <summary>Writes another form of a cell, which is not None, in its place.</summary>
    public static void Draw(NodeCellShape shape, Span<NodeCode> cell, SymmetrySampling sampling, Random random)
    {
        switch (sampling)
        {
            case SymmetrySampling.OneNodePerCell or SymmetrySampling.EveryNode when shape.BranchesPerNode == 1:
                DrawOrder(shape.InputCount, cell, random);
                break;
            case SymmetrySampling.OneNodePerCell:
                ref NodeCode one = ref cell[random.Next(cell.Length)];
                one = one.Swapped;
                break;
            case SymmetrySampling.EveryNode:
                foreach (ref NodeCode node in cell)
                {
                    node = random.Next(2) == 0 ? node : node.Swapped;
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(sampling), sampling, "Not a way to sample symmetries.");
        }
    }

    /// <summary>Draws each next node uniformly among those that take none that is still to come.</summary>
    private static void DrawOrder(int inputs, Span<NodeCode> cell, Random random)
    {
        Span<NodeCode> nodes = stackalloc NodeCode[cell.Length];
        cell.CopyTo(nodes);
        Span<int> newIndex = stackalloc int[inputs + nodes.Length];
        Span<int> next = stackalloc int[nodes.Length];
        newIndex.Fill(NotPlaced);
        for (int input = 0; input < inputs; input++)
        {
            newIndex[input] = input;
        }

        for (int place = 0; place < nodes.Length; place++)
        {
            int count = 0;
            for (int n = 0; n < nodes.Length; n++)
            {
                if (newIndex[inputs + n] == NotPlaced && newIndex[nodes[n].First.Input] != NotPlaced)
                {
                    next[count++] = n;
                }
            }

            int drawn = next[random.Next(count)];
            newIndex[inputs + drawn] = inputs + place;
            var branch = new BranchCode(newIndex[nodes[drawn].First.Input], nodes[drawn].First.Operation);
            cell[place] = new NodeCode(branch, branch);
        }
    }
}
