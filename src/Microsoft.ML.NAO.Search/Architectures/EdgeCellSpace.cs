using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Cells whose nodes are all connected, each edge with an operation of its own, declared by the number of nodes and the operations.
/// </summary>
/// <remarks>
/// Node 0 is the cell's input and the last node its output; a node is the sum of the operations on all nodes before it (Dong and Yang,
/// NAS-Bench-201, ICLR 2020, section 2.1). An architecture has a token for each edge: those into node 1, then those into node 2, and so
/// on, cell after cell. Tokens 1 and above are the operations in the declared order; each is legal everywhere.
/// <para>
/// If one operation is declared to pass nothing, architectures that differ only in operations that the output does not depend on, or in
/// the order of nodes, are the same one: its canonical form has that operation wherever no other matters, and of all orders of the
/// interior nodes in which the other operations point forward, the one whose tokens are the smallest.
/// </para>
/// </remarks>
public sealed class EdgeCellSpace : ArchitectureSpace
{
    /// <summary>The largest number of nodes of a cell: canonical forms look at the orders of the interior ones.</summary>
    public const int MaxNodeCount = 8;

    private const int FirstOperationToken = 1;
    private const string CellSeparator = "; ";

    private readonly int? _zero;

    /// <summary>Declares a space.</summary>
    /// <param name="name">The stable name of the space, as journals record it.</param>
    /// <param name="nodeCount">The number of nodes of a cell, its input and its output among them: 2 to <see cref="MaxNodeCount"/>.</param>
    /// <param name="operations">The names of the operations that an edge chooses from.</param>
    /// <param name="zeroOperation">Which of them passes nothing; null if none does.</param>
    /// <param name="cellNames">The names of the cells that are searched together; one cell, if null.</param>
    /// <exception cref="ArgumentException">A name is missing, occurs twice, or has a blank or a separator in it.</exception>
    public EdgeCellSpace(
        string name,
        int nodeCount,
        IReadOnlyList<string> operations,
        string? zeroOperation = null,
        IReadOnlyList<string>? cellNames = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodeCount, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodeCount, MaxNodeCount);
        DeclaredNames.Check(operations, nameof(operations));
        Name = name;
        NodeCount = nodeCount;
        Operations = [.. operations];
        ZeroOperation = zeroOperation;
        CellNames = cellNames is null ? ["cell"] : [.. cellNames];
        DeclaredNames.Check(CellNames, nameof(cellNames));
        if (zeroOperation is not null)
        {
            int zero = Operations.IndexOf(zeroOperation);
            _zero = zero >= 0
                ? zero
                : throw new ArgumentException($"'{zeroOperation}' is not one of {string.Join(", ", Operations)}.", nameof(zeroOperation));
        }
    }

    /// <summary>
    /// The topology space of NAS-Bench-201: one cell of 4 nodes, 6 edges and 5 operations, 15,625 architectures (Dong and Yang, ICLR
    /// 2020, section 2.1).
    /// </summary>
    public static EdgeCellSpace NasBench201 { get; } = new(
        "nas-bench-201", nodeCount: 4, ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"], zeroOperation: "none");

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>The number of nodes of a cell, its input and its output among them.</summary>
    public int NodeCount { get; }

    /// <summary>The names of the operations; that of token <c>t</c> stands at <c>t - 1</c>.</summary>
    public ImmutableArray<string> Operations { get; }

    /// <summary>The operation that passes nothing; null if there is none.</summary>
    public string? ZeroOperation { get; }

    /// <summary>The names of the cells, in the order of their tokens.</summary>
    public ImmutableArray<string> CellNames { get; }

    /// <inheritdoc/>
    public override int Length => CellNames.Length * EdgesPerCell;

    /// <inheritdoc/>
    public override int VocabularySize => FirstOperationToken + Operations.Length;

    private int EdgesPerCell => EdgeCell.CountEdges(NodeCount);

    /// <inheritdoc/>
    public override void GetLegalTokens(ReadOnlySpan<int> prefix, Span<bool> legal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prefix.Length, Length, nameof(prefix));
        legal.Fill(true);
        legal[..FirstOperationToken].Clear();
    }

    /// <inheritdoc/>
    public override Architecture Canonicalize(Architecture architecture)
    {
        EdgeCell[] cells = Read(architecture);
        for (int cell = 0; _zero is not null && cell < cells.Length; cell++)
        {
            cells[cell] = cells[cell].Prune();
            EdgeCellOrders.FindSmallest(cells[cell]);
        }

        return Encode(cells);
    }

    /// <summary>
    /// Draws an order of the interior nodes in which all operations that pass something point forward. Every way to sample but
    /// <see cref="SymmetrySampling.None"/> does the same.
    /// </summary>
    /// <inheritdoc/>
    public override Architecture SampleSymmetric(Architecture architecture, SymmetrySampling sampling, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (sampling == SymmetrySampling.None)
        {
            return architecture;
        }

        EdgeCell[] cells = Read(architecture);
        foreach (EdgeCell cell in cells)
        {
            EdgeCellOrders.Draw(cell, random);
        }

        return Encode(cells);
    }

    /// <summary>The edges of each cell that an architecture describes, in the order of their tokens.</summary>
    /// <param name="architecture">A legal architecture.</param>
    /// <exception cref="ArgumentException">It is not legal; the message names the position.</exception>
    public ImmutableArray<ImmutableArray<CellEdge>> Decode(Architecture architecture) => [.. Read(architecture).Select(cell =>
        Enumerable.Range(1, NodeCount - 1)
            .SelectMany(to => Enumerable.Range(0, to).Select(from => new CellEdge(from, to, Operations[cell[from, to]])))
            .ToImmutableArray())];

    /// <summary>
    /// The cells as NAS-Bench-201 writes them, <c>|nor_conv_3x3~0|+|none~0|skip_connect~1|</c> and so on; where there are several, with
    /// their names: <c>normal: |…|; reduction: |…|</c>.
    /// </summary>
    /// <inheritdoc/>
    public override string Format(Architecture architecture)
    {
        string[] cells = [.. Read(architecture).Select(cell => EdgeCellText.Format(cell, Operations))];
        return cells.Length == 1 ? cells[0] : string.Join(CellSeparator, CellNames.Zip(cells, (name, cell) => $"{name}: {cell}"));
    }

    /// <inheritdoc/>
    public override Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Architecture architecture = text.Contains('~', StringComparison.Ordinal)
            ? Encode([.. SplitCells(text).Select(cell => ToCell(EdgeCellText.Parse(cell, NodeCount, Operations)))])
            : new Architecture(NumberText.Parse(text, Length));
        return IsLegal(architecture, out string? reason) ? architecture : throw new FormatException(reason);
    }

    private IEnumerable<string> SplitCells(string text)
    {
        if (CellNames.Length == 1)
        {
            return [text];
        }

        string[] cells = text.Split(CellSeparator.Trim());
        return cells.Length == CellNames.Length
            ? cells.Zip(CellNames, (cell, name) => cell.Trim().StartsWith(name + ":", StringComparison.Ordinal)
                ? cell.Trim()[(name.Length + 1)..]
                : throw new FormatException($"Expected '{name}:' before '{cell.Trim()}'."))
            : throw new FormatException($"Expected the cells {string.Join(CellSeparator, CellNames)}, found {cells.Length} parts between ';'.");
    }

    private EdgeCell[] Read(Architecture architecture)
    {
        Validate(architecture);
        ReadOnlySpan<int> tokens = architecture.Tokens.AsSpan();
        var cells = new EdgeCell[CellNames.Length];
        for (int cell = 0; cell < cells.Length; cell++)
        {
            int[] operations = tokens.Slice(cell * EdgesPerCell, EdgesPerCell).ToArray();
            foreach (ref int operation in operations.AsSpan())
            {
                operation -= FirstOperationToken;
            }

            cells[cell] = ToCell(operations);
        }

        return cells;
    }

    private EdgeCell ToCell(int[] operations) => new(NodeCount, operations, _zero);

    private Architecture Encode(EdgeCell[] cells)
    {
        Span<int> tokens = stackalloc int[Length];
        for (int edge = 0; edge < tokens.Length; edge++)
        {
            tokens[edge] = cells[edge / EdgesPerCell].Operations[edge % EdgesPerCell] + FirstOperationToken;
        }

        return new Architecture(tokens);
    }
}
