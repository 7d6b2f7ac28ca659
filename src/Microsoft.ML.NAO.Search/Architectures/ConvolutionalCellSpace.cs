using System.Collections.Immutable;
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
/// and with <see cref="OperationSet.Eleven"/> 60 of 21.
/// </remarks>
public sealed class ConvolutionalCellSpace : NodeCellSpace
{
    private const int NumbersPerBranch = 2;

    private static readonly NodeCellShape Shape = new(Cell.InputCount, NodeCount: 5, BranchesPerNode: 2);

    /// <summary>Creates the space of the five operations of the authors' search with weight sharing.</summary>
    public ConvolutionalCellSpace()
        : this(OperationSet.Five)
    {
    }

    /// <summary>Creates the space of a set of operations.</summary>
    /// <param name="operations">What the branches choose from.</param>
    public ConvolutionalCellSpace(OperationSet operations)
        : base("convolutional-cells/" + NotNull(operations).Name, Shape, operations, ["normal", "reduction"])
    {
    }

    /// <summary>The cells that an architecture describes.</summary>
    /// <param name="architecture">A legal architecture.</param>
    /// <exception cref="ArgumentException">It is not legal; the message names the position.</exception>
    public CellPair Decode(Architecture architecture)
    {
        ImmutableArray<NodeCell> cells = DecodeCells(architecture);
        return new CellPair(ToCell(cells[0]), ToCell(cells[1]));

        static Cell ToCell(NodeCell cell) => new([.. cell.Nodes.Select(branches => new CellNode(branches[0], branches[1]))]);
    }

    /// <summary>The architecture that describes two cells.</summary>
    /// <param name="cells">Cells of five computed nodes with operations of this space.</param>
    /// <exception cref="ArgumentException">The number of nodes or an operation is not of this space.</exception>
    public Architecture Encode(CellPair cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return EncodeCells(cells.Normal.Graph, cells.Reduction.Graph);
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
        var nodes = new NodeCode[CellNames.Length * NodeCount];
        int[] numbers = NumberText.Parse(text, nodes.Length * BranchesPerNode * NumbersPerBranch);
        for (int n = 0; n < nodes.Length; n++)
        {
            nodes[n] = new NodeCode(ReadBranch(n, 0), ReadBranch(n, 1));
        }

        return Encode(nodes);

        BranchCode ReadBranch(int n, int branch)
        {
            int at = ((n * BranchesPerNode) + branch) * NumbersPerBranch;
            int inputs = InputCount + (n % NodeCount);
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

    private static OperationSet NotNull(OperationSet operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        return operations;
    }
}
