namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// The orders in which the searched nodes of a recurrent cell can be written: all in which each node follows its predecessor.
/// They describe the same network, for the cell's output is the mean of the nodes.
/// </summary>
internal sealed class RecurrentTree
{
    private readonly RecurrentCode[] _nodes;

    // The successors of all nodes, node by node, and where those of each begin.
    private readonly int[] _successors;
    private readonly int[] _first;

    public RecurrentTree(RecurrentCode[] nodes)
    {
        _nodes = nodes;
        _successors = new int[nodes.Length];
        _first = new int[nodes.Length + 2];
        foreach (RecurrentCode node in nodes)
        {
            _first[node.Predecessor + 1]++;
        }

        for (int node = 0; node <= nodes.Length; node++)
        {
            _first[node + 1] += _first[node];
        }

        Span<int> next = stackalloc int[nodes.Length + 1];
        _first.AsSpan(0, next.Length).CopyTo(next);
        for (int node = 1; node <= nodes.Length; node++)
        {
            _successors[next[nodes[node - 1].Predecessor]++] = node;
        }
    }

    /// <summary>
    /// The canonical order: depth first, the successors of a node by what grows from them (Aho, Hopcroft and Ullman's test of whether
    /// trees are isomorphic).
    /// </summary>
    public RecurrentCode[] InCanonicalOrder()
    {
        // From the last node on, so that the successors of what is compared are in order.
        for (int node = _nodes.Length; node >= 0; node--)
        {
            Sort(Successors(node));
        }

        var order = new List<int>(_nodes.Length);
        Visit(0);
        return InOrder(order);

        void Visit(int node)
        {
            foreach (int successor in Successors(node))
            {
                order.Add(successor);
                Visit(successor);
            }
        }
    }

    /// <summary>
    /// An order drawn uniformly from all: the next node is drawn among those whose predecessor is placed, each as likely as what
    /// grows from it is large.
    /// </summary>
    public RecurrentCode[] InRandomOrder(Random random)
    {
        int[] sizes = Sizes();
        var order = new List<int>(_nodes.Length);
        List<int> ready = [.. Successors(0)];
        while (ready.Count > 0)
        {
            int at = 0;
            for (int rest = random.Next(_nodes.Length - order.Count) - sizes[ready[0]]; rest >= 0; rest -= sizes[ready[at]])
            {
                at++;
            }

            order.Add(ready[at]);
            ready.AddRange(Successors(ready[at]));
            ready.RemoveAt(at);
        }

        return InOrder(order);
    }

    /// <summary>
    /// The order with one node, drawn uniformly, at another place between its predecessor and its first successor, drawn
    /// uniformly too. The node stays where there is no other place.
    /// </summary>
    public RecurrentCode[] WithOneNodeMoved(Random random)
    {
        int node = 1 + random.Next(_nodes.Length);
        int first = _nodes[node - 1].Predecessor + 1;
        int last = Successors(node).Length > 0 ? Successors(node)[0] - 1 : _nodes.Length;
        if (first == last)
        {
            return _nodes;
        }

        int place = first + random.Next(last - first);
        List<int> order = [.. Enumerable.Range(1, _nodes.Length)];
        order.RemoveAt(node - 1);
        order.Insert((place < node ? place : place + 1) - 1, node);
        return InOrder(order);
    }

    private Span<int> Successors(int node) => _successors.AsSpan(_first[node].._first[node + 1]);

    /// <summary>By insertion: there are few.</summary>
    private void Sort(Span<int> nodes)
    {
        for (int sorted = 1; sorted < nodes.Length; sorted++)
        {
            int node = nodes[sorted];
            int at = sorted;
            for (; at > 0 && Compare(node, nodes[at - 1]) < 0; at--)
            {
                nodes[at] = nodes[at - 1];
            }

            nodes[at] = node;
        }
    }

    /// <summary>By activation, then successor by successor; what has more of them comes first.</summary>
    private int Compare(int node, int other)
    {
        int difference = _nodes[node - 1].Activation.CompareTo(_nodes[other - 1].Activation);
        Span<int> ofNode = Successors(node);
        Span<int> ofOther = Successors(other);
        for (int i = 0; difference == 0 && i < Math.Min(ofNode.Length, ofOther.Length); i++)
        {
            difference = Compare(ofNode[i], ofOther[i]);
        }

        return difference != 0 ? difference : ofOther.Length.CompareTo(ofNode.Length);
    }

    /// <summary>How many nodes grow from each, itself counted.</summary>
    private int[] Sizes()
    {
        var sizes = new int[_nodes.Length + 1];
        for (int node = _nodes.Length; node > 0; node--)
        {
            sizes[node]++;
            sizes[_nodes[node - 1].Predecessor] += sizes[node];
        }

        return sizes;
    }

    private RecurrentCode[] InOrder(List<int> order)
    {
        var newNumber = new int[_nodes.Length + 1];
        var nodes = new RecurrentCode[order.Count];
        for (int place = 0; place < nodes.Length; place++)
        {
            RecurrentCode node = _nodes[order[place] - 1];
            newNumber[order[place]] = place + 1;
            nodes[place] = node with { Predecessor = newNumber[node.Predecessor] };
        }

        return nodes;
    }
}
