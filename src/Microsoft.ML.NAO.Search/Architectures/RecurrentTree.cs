namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// The orders in which the searched nodes of a recurrent cell can be written: all in which each node follows its predecessor.
/// They describe the same network, for the cell's output is the mean of the nodes.
/// </summary>
internal sealed class RecurrentTree
{
    private readonly RecurrentCode[] _nodes;
    private readonly List<int>[] _successors;

    public RecurrentTree(RecurrentCode[] nodes)
    {
        _nodes = nodes;
        _successors = [.. Enumerable.Range(0, nodes.Length + 1).Select(_ => new List<int>())];
        for (int node = 1; node <= nodes.Length; node++)
        {
            _successors[nodes[node - 1].Predecessor].Add(node);
        }
    }

    /// <summary>
    /// The canonical order: depth first, the successors of a node by what grows from them, which a text in brackets spells
    /// (Aho, Hopcroft and Ullman's test of whether trees are isomorphic).
    /// </summary>
    public RecurrentCode[] InCanonicalOrder()
    {
        var spellings = new string[_successors.Length];
        for (int node = _nodes.Length; node > 0; node--)
        {
            spellings[node] = $"({(char)('0' + _nodes[node - 1].Activation)}{string.Concat(Sorted(node).Select(n => spellings[n]))})";
        }

        var order = new List<int>(_nodes.Length);
        Visit(0);
        return InOrder(order);

        IEnumerable<int> Sorted(int node) => _successors[node].OrderBy(successor => spellings[successor], StringComparer.Ordinal);

        void Visit(int node)
        {
            foreach (int successor in Sorted(node))
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
        List<int> ready = [.. _successors[0]];
        while (ready.Count > 0)
        {
            int at = 0;
            for (int rest = random.Next(_nodes.Length - order.Count) - sizes[ready[0]]; rest >= 0; rest -= sizes[ready[at]])
            {
                at++;
            }

            order.Add(ready[at]);
            ready.AddRange(_successors[ready[at]]);
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
        int last = _successors[node].Count > 0 ? _successors[node][0] - 1 : _nodes.Length;
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

    /// <summary>How many nodes grow from each, itself counted.</summary>
    private int[] Sizes()
    {
        var sizes = new int[_successors.Length];
        for (int node = _nodes.Length; node > 0; node--)
        {
            sizes[node]++;
            sizes[_nodes[node - 1].Predecessor] += sizes[node];
        }

        return sizes;
    }

    private RecurrentCode[] InOrder(List<int> order)
    {
        var newNumber = new int[_successors.Length];
        foreach (var (place, node) in order.Index())
        {
            newNumber[node] = place + 1;
        }

        return [.. order.Select(node => _nodes[node - 1] with { Predecessor = newNumber[_nodes[node - 1].Predecessor] })];
    }
}
