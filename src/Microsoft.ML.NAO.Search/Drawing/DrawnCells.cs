using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Drawing;

/// <summary>What is drawn of each kind of cell. Nodes have the numbers that they have in the texts of their spaces.</summary>
internal static class DrawnCells
{
    private const int FirstNumber = 1;

    public static DrawnCell Create(Cell cell, string title, bool halvesInputs) =>
        Create(cell.Graph, title, ["1: two cells before", "2: cell before"], halvesInputs);

    public static DrawnCell Create(NodeCell cell, string title) =>
        Create(cell, title, [.. Enumerable.Range(FirstNumber, cell.InputCount).Select(number => Invariant($"{number}: input"))], halvesInputs: false);

    public static DrawnCell Create(RecurrentCell cell) => new()
    {
        Title = "Recurrent cell",
        Inputs = [$"0: {cell.GetActivation(0)} of input and state"],
        FirstNumber = 0,
        Nodes = [.. cell.Nodes.Select(node => ImmutableArray.Create(new DrawnOperation(node.Predecessor, node.Activation)))],
        Ends = [.. Enumerable.Range(1, cell.Nodes.Length).Where(node => cell.GetSuccessors(node).IsEmpty)],
        Output = cell.Nodes.Length == 1 ? "state: 1" : Invariant($"state: mean of all from 1 to {cell.Nodes.Length}"),
    };

    public static DrawnCell Create(FeedForwardCell cell) => new()
    {
        Title = cell.Blocks.IsEmpty ? "Linear model" : Invariant($"Blocks of width {cell.Width}"),
        Inputs = [IsResidual(cell, 0) ? Invariant($"0: linear layer of the inputs to {cell.Width}") : "0: inputs"],
        FirstNumber = 0,
        Nodes = [.. cell.Blocks.Select((block, b) =>
        {
            var operation = new DrawnOperation(b, Invariant($"{block.Operation}, {Label(block)}, dropout {block.Dropout}"));
            return IsResidual(cell, b) ? ImmutableArray.Create(operation, new DrawnOperation(b, "identity")) : [operation];
        })],
        Ends = [cell.Blocks.Length],
        Output = Invariant($"outputs: linear layer of {(IsResidual(cell, cell.Blocks.Length - 1) ? Label(cell.Blocks[^1]) + " of " : string.Empty)}{cell.Blocks.Length}"),
    };

    /// <param name="edges">The edges of the cell.</param>
    /// <param name="title">The cell's title.</param>
    /// <param name="zeroOperation">The operation that passes nothing, and is not drawn.</param>
    public static DrawnCell Create(ImmutableArray<CellEdge> edges, string title, string? zeroOperation)
    {
        int output = edges[^1].To;
        return new DrawnCell
        {
            Title = title,
            Inputs = ["0: input"],
            FirstNumber = 0,
            Nodes = [.. Enumerable.Range(1, output).Select(to => edges
                .Where(edge => edge.To == to && edge.Operation != zeroOperation)
                .Select(edge => new DrawnOperation(edge.From, edge.Operation)).ToImmutableArray())],
            Ends = [output],
            Output = Invariant($"output: {output}"),
        };
    }

    private static DrawnCell Create(NodeCell cell, string title, ImmutableArray<string> inputs, bool halvesInputs)
    {
        string ends = string.Join(", ", cell.LooseEnds.Select(node => node + FirstNumber));
        return new DrawnCell
        {
            Title = title,
            Inputs = inputs,
            FirstNumber = FirstNumber,
            Nodes = [.. cell.Nodes.Select(branches => branches
                .Select(branch => new DrawnOperation(branch.Input, branch.Operation, halvesInputs && branch.Input < cell.InputCount))
                .ToImmutableArray())],
            Ends = cell.LooseEnds,
            Output = cell.LooseEnds.Length == 1 ? $"output: {ends}" : $"output: concatenation of {ends}",
        };
    }

    private static bool IsResidual(FeedForwardCell cell, int block) =>
        block >= 0 && block < cell.Blocks.Length && cell.Blocks[block].Operation == FeedForwardOperationNames.Residual;

    private static string Label(FeedForwardBlock block) =>
        block.Normalization == NormalizationNames.None ? block.Activation : $"{block.Normalization} norm, {block.Activation}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
