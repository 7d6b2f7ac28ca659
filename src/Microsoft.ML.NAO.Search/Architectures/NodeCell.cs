using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// One cell of a <see cref="NodeCellSpace"/>: inputs, and computed nodes whose branches each apply an operation to an earlier node.
/// </summary>
public sealed class NodeCell
{
    /// <summary>Creates a cell.</summary>
    /// <param name="inputCount">The number of the cell's inputs, at least one.</param>
    /// <param name="nodes">The branches of each computed node in order; a branch takes an earlier node or an input.</param>
    /// <exception cref="ArgumentException">There is no node, or one without branches, or a branch's input is not an earlier node.</exception>
    public NodeCell(int inputCount, params ReadOnlySpan<ImmutableArray<Branch>> nodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
        if (nodes.IsEmpty)
        {
            throw new ArgumentException("A cell has at least one computed node.", nameof(nodes));
        }

        for (int n = 0; n < nodes.Length; n++)
        {
            CheckBranches(inputCount, n, nodes[n]);
        }

        InputCount = inputCount;
        Nodes = [.. nodes];
        HashSet<int> taken = [.. Nodes.SelectMany(branches => branches.Select(branch => branch.Input))];
        LooseEnds = [.. Enumerable.Range(0, inputCount + Nodes.Length).Where(index => !taken.Contains(index))];
    }

    /// <summary>The number of the cell's inputs.</summary>
    public int InputCount { get; }

    /// <summary>The branches of each computed node in order. Node <c>n</c> has the index <c>InputCount + n</c>.</summary>
    public ImmutableArray<ImmutableArray<Branch>> Nodes { get; }

    /// <summary>The indices, ascending, of the nodes that no branch takes, the inputs among them. The cell's output is their concatenation.</summary>
    public ImmutableArray<int> LooseEnds { get; }

    private static void CheckBranches(int inputCount, int n, ImmutableArray<Branch> branches)
    {
        if (branches.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"Computed node {n} has no branch.", nameof(branches));
        }

        foreach (Branch branch in branches)
        {
            if (branch.Input < 0 || branch.Input >= inputCount + n)
            {
                throw new ArgumentException(
                    $"A branch of computed node {n} takes node {branch.Input}; it may take 0 to {inputCount + n - 1}.", nameof(branches));
            }
        }
    }
}
