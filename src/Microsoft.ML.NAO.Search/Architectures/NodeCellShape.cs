namespace Microsoft.ML.NAO.Architectures;

/// <summary>What the cells of a <see cref="NodeCellSpace"/> have in common.</summary>
/// <param name="InputCount">The number of a cell's inputs.</param>
/// <param name="NodeCount">The number of its computed nodes.</param>
/// <param name="BranchesPerNode">The number of branches of each, 1 or 2.</param>
internal readonly record struct NodeCellShape(int InputCount, int NodeCount, int BranchesPerNode)
{
    /// <summary>The number of nodes that the last computed one may take.</summary>
    public int LastInputs => InputCount + NodeCount - 1;
}
