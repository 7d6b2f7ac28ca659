using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>Reads and writes a cell as NAS-Bench-201 does: <c>|op~0|+|op~0|op~1|</c>, the edges into node 1, then those into node 2.</summary>
internal static partial class EdgeCellText
{
    public static string Format(EdgeCell cell, ImmutableArray<string> operations) => string.Join(
        '+',
        Enumerable.Range(1, cell.NodeCount - 1).Select(to => $"|{string.Join('|', Enumerable.Range(0, to).Select(
            from => string.Create(CultureInfo.InvariantCulture, $"{operations[cell[from, to]]}~{from}")))}|"));

    /// <summary>Reads the operations of a cell's edges.</summary>
    public static int[] Parse(string text, int nodeCount, ImmutableArray<string> operations)
    {
        string[] nodes = text.Trim().Split('+');
        return nodes.Length == nodeCount - 1
            ? [.. nodes.SelectMany((node, index) => ParseNode(node, index + 1, operations))]
            : throw new FormatException($"Expected {nodeCount - 1} nodes with '+' between them, found {nodes.Length} in '{text}'.");
    }

    private static IEnumerable<int> ParseNode(string text, int to, ImmutableArray<string> operations)
    {
        Match match = NodePattern().Match(text);
        CaptureCollection names = match.Groups[1].Captures;
        CaptureCollection inputs = match.Groups[2].Captures;
        if (names.Count != to || Enumerable.Range(0, to).Any(from => inputs[from].Value != from.ToString(CultureInfo.InvariantCulture)))
        {
            throw new FormatException($"Node {to} is '{text}'; expected '|operation~0|' and so on, up to the operation on node {to - 1}.");
        }

        foreach (Capture name in names)
        {
            int operation = operations.IndexOf(name.Value);
            yield return operation >= 0
                ? operation
                : throw new FormatException($"'{name.Value}' of node {to} is not one of {string.Join(", ", operations)}.");
        }
    }

    [GeneratedRegex(@"^\|(?:([^|~+]+)~([0-9]+)\|)+$", RegexOptions.CultureInvariant)]
    private static partial Regex NodePattern();
}
