using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// The order in which a cell is computed: its nodes by groups that continue the same node, and within a group by activation, so that
/// few and large operations compute it. A node's place is its index in that order; node 0 has the place 0.
/// </summary>
internal sealed class CellPlan
{
    public CellPlan(RecurrentCell cell)
    {
        NodeCount = cell.Nodes.Length + 1;
        var groups = ImmutableArray.CreateBuilder<NodeGroup>();
        var places = new int[NodeCount];
        int next = 1;
        for (int node = 0; node < NodeCount; node++)
        {
            ImmutableArray<int> nodes = [.. cell.GetSuccessors(node).OrderBy(cell.GetActivation, StringComparer.Ordinal)];
            if (nodes.Length == 0)
            {
                continue;
            }

            groups.Add(new NodeGroup(places[node], next, nodes, GetRuns(cell, nodes)));
            foreach (int successor in nodes)
            {
                places[successor] = next++;
            }
        }

        Groups = groups.ToImmutable();
    }

    /// <summary>The groups; each one's predecessor has an earlier place than its nodes.</summary>
    public ImmutableArray<NodeGroup> Groups { get; }

    /// <summary>The number of nodes, node 0 included.</summary>
    public int NodeCount { get; }

    private static ImmutableArray<ActivationRun> GetRuns(RecurrentCell cell, ImmutableArray<int> nodes)
    {
        var runs = ImmutableArray.CreateBuilder<ActivationRun>();
        int start = 0;
        while (start < nodes.Length)
        {
            string activation = cell.GetActivation(nodes[start]);
            int end = start + 1;
            while (end < nodes.Length && cell.GetActivation(nodes[end]) == activation)
            {
                end++;
            }

            runs.Add(new ActivationRun(activation, start, end - start));
            start = end;
        }

        return runs.ToImmutable();
    }
}
