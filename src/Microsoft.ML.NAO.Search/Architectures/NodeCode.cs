namespace Microsoft.ML.NAO.Architectures;

/// <summary>A branch as numbers: the input's index and the operation's number in its set.</summary>
internal readonly record struct BranchCode(int Input, int Operation);

/// <summary>A computed node as numbers. One with a single branch has it twice, so that all that is said of two holds for it too.</summary>
internal readonly record struct NodeCode(BranchCode First, BranchCode Second)
{
    public NodeCode Swapped => new(Second, First);
}
