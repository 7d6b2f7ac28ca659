using System.Globalization;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Pairs of a normal and a reduction cell with five computed nodes each: the space of the authors' convolutional search
/// (Luo et al., NeurIPS 2018, section 3.1 and appendix).
/// </summary>
/// <remarks>
/// The tokens of the normal cell come first, then those of the reduction cell. Each node has two branches, and each branch is
/// the token of its input (1 to 6: the two inputs of the cell, then the computed nodes) followed by the tokens that spell its
/// operation (7 and above). With <see cref="OperationSet.Five"/> that makes 40 tokens of 12 kinds, the start token 0 included,
/// and with <see cref="OperationSet.Eleven"/> 60 of 21. Two architectures have the same canonical form if their cells are the same graphs, whatever the order of branches and nodes.
/// </remarks>
public sealed class ConvolutionalCellSpace : ArchitectureSpace
{
    private const int CellCount = 2;
    private const int NodesPerCell = 5;
    private const int BranchesPerNode = 2;
    private const int FirstInputToken = 1;
    private const int FirstOperationToken = FirstInputToken + Cell.InputCount + NodesPerCell - 1;

    private static readonly string[] CellNames = ["normal", "reduction"];

    /// <summary>Creates the space of the five operations of the authors' search with weight sharing.</summary>
    public ConvolutionalCellSpace()
        : this(OperationSet.Five)
    {
    }

    /// <summary>Creates the space of a set of operations.</summary>
    /// <param name="operations">What the branches choose from.</param>
    public ConvolutionalCellSpace(OperationSet operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        Operations = operations;
    }

    /// <summary>What the branches choose from.</summary>
    public OperationSet Operations { get; }

    /// <inheritdoc/>
    public override string Name => "convolutional-cells/" + Operations.Name;

    /// <inheritdoc/>
    public override int TokensPerBranch => 1 + Operations.TokensPerOperation;

    /// <inheritdoc/>
    public override int Length => CellCount * NodesPerCell * BranchesPerNode * TokensPerBranch;

    /// <inheritdoc/>
    public override int VocabularySize => FirstOperationToken + Operations.VocabularySize;

    /// <inheritdoc/>
    public override void GetLegalTokens(ReadOnlySpan<int> prefix, Span<bool> legal)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prefix.Length, Length, nameof(prefix));
        legal.Clear();
        int slot = prefix.Length % TokensPerBranch;
        if (slot == 0)
        {
            int node = prefix.Length / (TokensPerBranch * BranchesPerNode) % NodesPerCell;
            legal.Slice(FirstInputToken, Cell.InputCount + node).Fill(true);
            return;
        }

        Span<int> beginning = stackalloc int[slot - 1];
        for (int i = 0; i < beginning.Length; i++)
        {
            beginning[i] = prefix[prefix.Length - beginning.Length + i] - FirstOperationToken;
        }

        Operations.MarkLegal(beginning, legal[FirstOperationToken..]);
    }

    /// <inheritdoc/>
    public override Architecture Canonicalize(Architecture architecture) => Encode(
        [.. Read(architecture).Chunk(NodesPerCell).SelectMany(cell => CellCanonicalizer.Canonicalize(cell))]);

    /// <inheritdoc/>
    public override Architecture SampleSymmetric(Architecture architecture, SymmetrySampling sampling, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var nodes = Read(architecture);
        switch (sampling)
        {
            case SymmetrySampling.None:
                return architecture;
            case SymmetrySampling.OneNodePerCell:
                for (int cell = 0; cell < CellCount; cell++)
                {
                    ref NodeCode node = ref nodes[(cell * NodesPerCell) + random.Next(NodesPerCell)];
                    node = node.Swapped;
                }

                return Encode(nodes);
            case SymmetrySampling.EveryNode:
                foreach (ref NodeCode node in nodes.AsSpan())
                {
                    node = random.Next(2) == 0 ? node : node.Swapped;
                }

                return Encode(nodes);
            default:
                throw new ArgumentOutOfRangeException(nameof(sampling), sampling, "Not a way to sample symmetries.");
        }
    }

    /// <summary>The cells that an architecture describes.</summary>
    /// <param name="architecture">A legal architecture.</param>
    /// <exception cref="ArgumentException">It is not legal; the message names the position.</exception>
    public CellPair Decode(Architecture architecture)
    {
        var nodes = Read(architecture).Select(node => new CellNode(ToBranch(node.First), ToBranch(node.Second))).ToArray();
        return new CellPair(new Cell(nodes.AsSpan(0, NodesPerCell)), new Cell(nodes.AsSpan(NodesPerCell)));

        Branch ToBranch(BranchCode branch) => new(branch.Input, Operations.Operations[branch.Operation]);
    }

    /// <summary>The architecture that describes two cells.</summary>
    /// <param name="cells">Cells of five computed nodes with operations of this space.</param>
    /// <exception cref="ArgumentException">The number of nodes or an operation is not of this space.</exception>
    public Architecture Encode(CellPair cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Normal.Nodes.Length != NodesPerCell || cells.Reduction.Nodes.Length != NodesPerCell)
        {
            throw new ArgumentException($"A cell of the space '{Name}' has {NodesPerCell} computed nodes.", nameof(cells));
        }

        return Encode([.. cells.Normal.Nodes.Concat(cells.Reduction.Nodes).Select(n => new NodeCode(ToCode(n.First), ToCode(n.Second)))]);

        BranchCode ToCode(Branch branch)
        {
            int operation = Operations.Operations.IndexOf(branch.Operation);
            return operation >= 0
                ? new BranchCode(branch.Input, operation)
                : throw new ArgumentException($"'{branch.Operation}' is not an operation of the space '{Name}'.", nameof(cells));
        }
    }

    /// <summary>
    /// The cells as text, the cell's inputs being nodes 1 and 2 as in the paper:
    /// <c>normal: 3=sep_conv_3x3(1)+identity(2) 4=… | reduction: 3=…</c>.
    /// </summary>
    /// <inheritdoc/>
    public override string Format(Architecture architecture)
    {
        var cells = Read(architecture).Chunk(NodesPerCell).ToArray();
        return string.Join(" | ", CellNames.Zip(cells, (name, cell) => $"{name}: {CellText.Format(cell, Operations)}"));
    }

    /// <inheritdoc/>
    public override Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Architecture architecture = text.Contains('=', StringComparison.Ordinal)
            ? Encode([.. CellText.Parse(text, CellNames, NodesPerCell, Operations)])
            : new Architecture(CellText.ParseNumbers(text, Length));
        return IsLegal(architecture, out string? reason) ? architecture : throw new FormatException(reason);
    }

    /// <summary>
    /// Reads the form in which the authors publish architectures: four numbers a node, its first input and operation, then its
    /// second input and operation; the normal cell first. Inputs are counted from 0. The authors number the operations of both
    /// sets in one sequence: 0 to 4 are those of <see cref="OperationSet.Five"/>, 5 to 15 those of <see cref="OperationSet.Eleven"/>.
    /// </summary>
    /// <param name="text">40 numbers for the two cells, separated by blanks or commas.</param>
    /// <exception cref="FormatException">The text is not an architecture of this space; the message says where.</exception>
    public Architecture ParseAuthorsForm(string text)
    {
        int[] numbers = CellText.ParseNumbers(text, CellCount * NodesPerCell * BranchesPerNode * 2);
        var nodes = new NodeCode[CellCount * NodesPerCell];
        for (int n = 0; n < nodes.Length; n++)
        {
            nodes[n] = new NodeCode(ReadBranch(n, 0), ReadBranch(n, 1));
        }

        return Encode(nodes);

        BranchCode ReadBranch(int n, int branch)
        {
            int at = (n * BranchesPerNode * 2) + (branch * 2);
            int inputs = Cell.InputCount + (n % NodesPerCell);
            if (numbers[at] < 0 || numbers[at] >= inputs)
            {
                throw new FormatException($"Number {at + 1} is the input {numbers[at]}; the node may take 0 to {inputs - 1}.");
            }

            int first = Operations.FirstAuthorsCode;
            int last = first + Operations.Operations.Length - 1;
            return numbers[at + 1] >= first && numbers[at + 1] <= last
                ? new BranchCode(numbers[at], numbers[at + 1] - first)
                : throw new FormatException($"Number {at + 2} is the operation {numbers[at + 1]}; there are {first} to {last}.");
        }
    }

    /// <summary>Writes the form that <see cref="ParseAuthorsForm"/> reads.</summary>
    /// <param name="architecture">A legal architecture.</param>
    public string FormatAuthorsForm(Architecture architecture)
    {
        return string.Join(' ', Read(architecture).Select(node => $"{Write(node.First)} {Write(node.Second)}"));

        string Write(BranchCode branch) =>
            string.Create(CultureInfo.InvariantCulture, $"{branch.Input} {Operations.FirstAuthorsCode + branch.Operation}");
    }

    private NodeCode[] Read(Architecture architecture)
    {
        Validate(architecture);
        var branches = architecture.Tokens.Chunk(TokensPerBranch)
            .Select(tokens => new BranchCode(
                tokens[0] - FirstInputToken, Operations.Read([.. tokens.Skip(1).Select(token => token - FirstOperationToken)])))
            .ToArray();
        return [.. branches.Chunk(BranchesPerNode).Select(pair => new NodeCode(pair[0], pair[1]))];
    }

    private Architecture Encode(ReadOnlySpan<NodeCode> nodes)
    {
        var tokens = new List<int>(Length);
        foreach (NodeCode node in nodes)
        {
            Append(node.First);
            Append(node.Second);
        }

        return new Architecture(tokens.ToArray());

        void Append(BranchCode branch)
        {
            tokens.Add(FirstInputToken + branch.Input);
            foreach (int token in Operations.Spell(branch.Operation))
            {
                tokens.Add(FirstOperationToken + token);
            }
        }
    }
}
