using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Recurrent;

/// <summary>
/// The nodes of a cell that continue the same node. One product of its value with their weights side by side serves them all.
/// </summary>
/// <param name="Predecessor">The place of the node that they continue.</param>
/// <param name="Start">The place of the first of them; the others follow.</param>
/// <param name="Nodes">Their numbers in the cell, by place.</param>
/// <param name="Runs">Their activations.</param>
internal sealed record NodeGroup(int Predecessor, int Start, ImmutableArray<int> Nodes, ImmutableArray<ActivationRun> Runs)
{
    /// <summary>How many nodes there are.</summary>
    public int Count => Nodes.Length;
}
