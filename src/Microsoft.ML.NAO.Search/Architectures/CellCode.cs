namespace Microsoft.ML.NAO.Architectures;

/// <summary>A branch as numbers: the input's index and the operation's number in its set. Ordered by input, then operation.</summary>
internal readonly record struct BranchCode(int Input, int Operation) : IComparable<BranchCode>
{
    public int CompareTo(BranchCode other) =>
        Input != other.Input ? Input.CompareTo(other.Input) : Operation.CompareTo(other.Operation);
}

/// <summary>A computed node as numbers.</summary>
internal readonly record struct NodeCode(BranchCode First, BranchCode Second) : IComparable<NodeCode>
{
    public NodeCode Swapped => new(Second, First);

    public NodeCode Sorted => First.CompareTo(Second) <= 0 ? this : Swapped;

    public int CompareTo(NodeCode other)
    {
        int first = First.CompareTo(other.First);
        return first != 0 ? first : Second.CompareTo(other.Second);
    }
}
