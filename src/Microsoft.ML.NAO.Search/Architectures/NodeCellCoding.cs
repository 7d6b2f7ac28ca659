namespace Microsoft.ML.NAO.Architectures;

/// <summary>How tokens spell the cells of a <see cref="NodeCellSpace"/>.</summary>
internal sealed class NodeCellCoding
{
    private const int FirstInputToken = 1;

    private readonly NodeCellShape _shape;
    private readonly OperationSet _operations;
    private readonly int _firstOperationToken;

    // For each computed node of a cell, the tokens of what a branch may take.
    private readonly bool[][] _legalInputs;

    public NodeCellCoding(NodeCellShape shape, int cellCount, OperationSet operations)
    {
        _shape = shape;
        _operations = operations;
        _firstOperationToken = FirstInputToken + shape.LastInputs;
        TokensPerBranch = 1 + operations.TokensPerOperation;
        Length = cellCount * shape.NodeCount * shape.BranchesPerNode * TokensPerBranch;
        VocabularySize = _firstOperationToken + operations.VocabularySize;
        _legalInputs = [.. Enumerable.Range(0, shape.NodeCount).Select(GetLegalInputs)];
    }

    public int TokensPerBranch { get; }

    public int Length { get; }

    public int VocabularySize { get; }

    /// <summary>Writes for each token whether it may follow a legal prefix.</summary>
    public void MarkLegal(ReadOnlySpan<int> prefix, Span<bool> legal)
    {
        int slot = prefix.Length % TokensPerBranch;
        if (slot == 0)
        {
            _legalInputs[prefix.Length / (TokensPerBranch * _shape.BranchesPerNode) % _shape.NodeCount].CopyTo(legal);
            return;
        }

        legal[.._firstOperationToken].Clear();
        _operations.MarkLegal(prefix[^(slot - 1)..], _firstOperationToken, legal[_firstOperationToken..]);
    }

    /// <summary>Reads the nodes of all cells. False if the tokens are not legal.</summary>
    public bool TryRead(ReadOnlySpan<int> tokens, Span<NodeCode> nodes)
    {
        if (tokens.Length != Length)
        {
            return false;
        }

        for (int n = 0; n < nodes.Length; n++)
        {
            int inputs = _shape.InputCount + (n % _shape.NodeCount);
            if (!TryReadBranch(ref tokens, inputs, out BranchCode first))
            {
                return false;
            }

            BranchCode second = first;
            if (_shape.BranchesPerNode > 1 && !TryReadBranch(ref tokens, inputs, out second))
            {
                return false;
            }

            nodes[n] = new NodeCode(first, second);
        }

        return true;
    }

    /// <summary>The architecture of the nodes of all cells.</summary>
    public Architecture Write(ReadOnlySpan<NodeCode> nodes)
    {
        Span<int> tokens = stackalloc int[Length];
        Span<int> rest = tokens;
        foreach (NodeCode node in nodes)
        {
            Write(node.First, ref rest);
            if (_shape.BranchesPerNode > 1)
            {
                Write(node.Second, ref rest);
            }
        }

        return new Architecture(tokens);
    }

    private bool[] GetLegalInputs(int node)
    {
        var legal = new bool[VocabularySize];
        legal.AsSpan(FirstInputToken, _shape.InputCount + node).Fill(true);
        return legal;
    }

    private bool TryReadBranch(ref ReadOnlySpan<int> tokens, int inputs, out BranchCode branch)
    {
        branch = new BranchCode(tokens[0] - FirstInputToken, _operations.Find(tokens[1..TokensPerBranch], _firstOperationToken));
        tokens = tokens[TokensPerBranch..];
        return (uint)branch.Input < (uint)inputs && branch.Operation >= 0;
    }

    private void Write(BranchCode branch, ref Span<int> tokens)
    {
        tokens[0] = FirstInputToken + branch.Input;
        ReadOnlySpan<int> spelling = _operations.Spell(branch.Operation);
        for (int i = 0; i < spelling.Length; i++)
        {
            tokens[i + 1] = _firstOperationToken + spelling[i];
        }

        tokens = tokens[TokensPerBranch..];
    }
}
