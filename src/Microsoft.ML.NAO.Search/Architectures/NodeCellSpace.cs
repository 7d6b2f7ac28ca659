using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Cells whose nodes each choose what they take and what they do with it, declared by the numbers of inputs, nodes and branches and by
/// the operations.
/// </summary>
/// <remarks>
/// A cell has inputs, and computed nodes of one or two branches; a branch applies an operation to an input or to an earlier node (Zoph
/// et al., CVPR 2018; Luo et al., NeurIPS 2018, section 3.1). Cell after cell and node after node, each branch is the token of what it
/// takes (1 and above: the inputs, then the computed nodes) followed by the token of its operation, in the declared order.
/// <para>
/// The output of a cell concatenates what no branch takes. So two architectures have the same canonical form if their cells are the
/// same graphs, whatever the order of branches and nodes.
/// </para>
/// </remarks>
public class NodeCellSpace : ArchitectureSpace
{
    /// <summary>The largest number of computed nodes of a cell: canonical forms look at the orders of those that are alike.</summary>
    public const int MaxNodeCount = 12;

    /// <summary>The largest number of inputs of a cell.</summary>
    public const int MaxInputCount = 100;

    private readonly NodeCellShape _shape;
    private readonly NodeCellCoding _coding;
    private readonly CellText _text;

    /// <summary>Declares a space.</summary>
    /// <param name="name">The stable name of the space, as journals record it.</param>
    /// <param name="nodeCount">The number of computed nodes of a cell, 1 to <see cref="MaxNodeCount"/>.</param>
    /// <param name="operations">The names of the operations that a branch chooses from.</param>
    /// <param name="inputCount">The number of inputs of a cell, 1 to <see cref="MaxInputCount"/>.</param>
    /// <param name="branchesPerNode">The number of branches of a node, 1 or 2.</param>
    /// <param name="cellNames">The names of the cells that are searched together; one cell, if null.</param>
    /// <exception cref="ArgumentException">A name is missing, occurs twice, or has a blank or a separator in it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public NodeCellSpace(
        string name,
        int nodeCount,
        IReadOnlyList<string> operations,
        int inputCount = 2,
        int branchesPerNode = 2,
        IReadOnlyList<string>? cellNames = null)
        : this(name, Check(nodeCount, inputCount, branchesPerNode), Check(name, operations), cellNames is null ? ["cell"] : [.. cellNames])
    {
        DeclaredNames.Check(CellNames, nameof(cellNames));
    }

    private protected NodeCellSpace(string name, NodeCellShape shape, OperationSet operations, ImmutableArray<string> cellNames)
    {
        Name = name;
        Operations = operations;
        CellNames = cellNames;
        _shape = shape;
        _coding = new NodeCellCoding(shape, cellNames.Length, operations);
        _text = new CellText(cellNames, shape, operations);
    }

    /// <inheritdoc/>
    public sealed override string Name { get; }

    /// <summary>The number of inputs of a cell.</summary>
    public int InputCount => _shape.InputCount;

    /// <summary>The number of computed nodes of a cell.</summary>
    public int NodeCount => _shape.NodeCount;

    /// <summary>The number of branches of a node.</summary>
    public int BranchesPerNode => _shape.BranchesPerNode;

    /// <summary>What the branches choose from.</summary>
    public OperationSet Operations { get; }

    /// <summary>The names of the cells, in the order of their tokens.</summary>
    public ImmutableArray<string> CellNames { get; }

    /// <inheritdoc/>
    public sealed override int TokensPerBranch => _coding.TokensPerBranch;

    /// <inheritdoc/>
    public sealed override int Length => _coding.Length;

    /// <inheritdoc/>
    public sealed override int VocabularySize => _coding.VocabularySize;

    /// <inheritdoc/>
    public sealed override void GetLegalTokens(ReadOnlySpan<int> prefix, Span<bool> legal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prefix.Length, Length, nameof(prefix));
        _coding.MarkLegal(prefix, legal);
    }

    /// <inheritdoc/>
    public sealed override bool IsLegal(Architecture architecture, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        reason = null;

        // Reading is fast, and what is wrong is looked for only where it fails.
        Span<NodeCode> nodes = stackalloc NodeCode[CellNames.Length * NodeCount];
        return _coding.TryRead(architecture.Tokens.AsSpan(), nodes) || base.IsLegal(architecture, out reason);
    }

    /// <inheritdoc/>
    public sealed override Architecture Canonicalize(Architecture architecture)
    {
        NodeCode[] nodes = Read(architecture);
        for (int first = 0; first < nodes.Length; first += NodeCount)
        {
            CellCanonicalizer.Canonicalize(InputCount, nodes.AsSpan(first, NodeCount));
        }

        return Encode(nodes);
    }

    /// <summary>
    /// Exchanges branches; where a node has one alone, puts the nodes of each cell in another order instead, every way to sample but
    /// <see cref="SymmetrySampling.None"/> alike.
    /// </summary>
    /// <inheritdoc/>
    public sealed override Architecture SampleSymmetric(Architecture architecture, SymmetrySampling sampling, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (sampling == SymmetrySampling.None)
        {
            return architecture;
        }

        NodeCode[] nodes = Read(architecture);
        for (int first = 0; first < nodes.Length; first += NodeCount)
        {
            CellSymmetry.Draw(_shape, nodes.AsSpan(first, NodeCount), sampling, random);
        }

        return Encode(nodes);
    }

    /// <summary>The cells that an architecture describes, in the order of their tokens.</summary>
    /// <param name="architecture">A legal architecture.</param>
    /// <exception cref="ArgumentException">It is not legal; the message names the position.</exception>
    public ImmutableArray<NodeCell> DecodeCells(Architecture architecture) =>
        [.. Read(architecture).Chunk(NodeCount).Select(cell => new NodeCell(InputCount, [.. cell.Select(ToBranches)]))];

    /// <summary>The architecture that describes cells.</summary>
    /// <param name="cells">As many cells as the space has, with its numbers of inputs, nodes and branches, and operations of it.</param>
    /// <exception cref="ArgumentException">One of the numbers or an operation is not of this space.</exception>
    public Architecture EncodeCells(params ReadOnlySpan<NodeCell> cells)
    {
        if (cells.Length != CellNames.Length)
        {
            throw new ArgumentException($"An architecture of the space '{Name}' has {CellNames.Length} cells, not {cells.Length}.", nameof(cells));
        }

        var nodes = new List<NodeCode>(CellNames.Length * NodeCount);
        foreach (NodeCell cell in cells)
        {
            if (cell.InputCount != InputCount || cell.Nodes.Length != NodeCount || cell.Nodes.Any(branches => branches.Length != BranchesPerNode))
            {
                throw new ArgumentException(
                    $"A cell of the space '{Name}' has {InputCount} inputs and {NodeCount} computed nodes with {BranchesPerNode} branches each.",
                    nameof(cells));
            }

            nodes.AddRange(cell.Nodes.Select(branches => new NodeCode(ToCode(branches[0]), ToCode(branches[^1]))));
        }

        return Encode(nodes.ToArray());
    }

    /// <summary>
    /// The cells as text, nodes being counted from 1 and the cell's inputs first, as in the paper:
    /// <c>normal: 3=sep_conv_3x3(1)+identity(2) 4=… | reduction: 3=…</c>. A single cell is written without its name.
    /// </summary>
    /// <inheritdoc/>
    public sealed override string Format(Architecture architecture) => _text.Format(Read(architecture));

    /// <inheritdoc/>
    public sealed override Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Architecture architecture = text.Contains('=', StringComparison.Ordinal)
            ? Encode(_text.Parse(text))
            : new Architecture(NumberText.Parse(text, Length));
        return IsLegal(architecture, out string? reason) ? architecture : throw new FormatException(reason);
    }

    /// <summary>The nodes of all cells.</summary>
    private protected NodeCode[] Read(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var nodes = new NodeCode[CellNames.Length * NodeCount];
        if (!_coding.TryRead(architecture.Tokens.AsSpan(), nodes))
        {
            Validate(architecture);
        }

        return nodes;
    }

    private protected Architecture Encode(ReadOnlySpan<NodeCode> nodes) => _coding.Write(nodes);

    private static NodeCellShape Check(int nodeCount, int inputCount, int branchesPerNode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodeCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodeCount, MaxNodeCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputCount, MaxInputCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(branchesPerNode, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(branchesPerNode, 2);
        return new NodeCellShape(inputCount, nodeCount, branchesPerNode);
    }

    private static OperationSet Check(string name, IReadOnlyList<string> operations)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        DeclaredNames.Check(operations, nameof(operations));
        return new OperationSet(name, operations);
    }

    private ImmutableArray<Branch> ToBranches(NodeCode node) =>
        BranchesPerNode == 1 ? [ToBranch(node.First)] : [ToBranch(node.First), ToBranch(node.Second)];

    private Branch ToBranch(BranchCode branch) => new(branch.Input, Operations.Operations[branch.Operation]);

    private BranchCode ToCode(Branch branch)
    {
        int operation = Operations.Operations.IndexOf(branch.Operation);
        return operation >= 0
            ? new BranchCode(branch.Input, operation)
            : throw new ArgumentException($"'{branch.Operation}' is not an operation of the space '{Name}'.", nameof(branch));
    }
}
