using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>Reads and writes a cell as NAS-Bench-201 does: <c>|op~0|+|op~0|op~1|</c>, the edges into node 1, then those into node 2.</summary>
internal static class EdgeCellText
{
    public static string Format(EdgeCell cell, ImmutableArray<string> operations)
    {
        var text = new StringBuilder();
        for (int to = 1; to < cell.NodeCount; to++)
        {
            text.Append(to == 1 ? "|" : "+|");
            for (int from = 0; from < to; from++)
            {
                text.Append(operations[cell[from, to]]).Append('~').Append(from).Append('|');
            }
        }

        return text.ToString();
    }

    /// <summary>Reads the operations of a cell's edges.</summary>
    public static int[] Parse(ReadOnlySpan<char> text, int nodeCount, ImmutableArray<string> operations)
    {
        text = text.Trim();
        int nodes = text.Count('+') + 1;
        if (nodes != nodeCount - 1)
        {
            throw new FormatException($"Expected {nodeCount - 1} nodes with '+' between them, found {nodes} in '{text}'.");
        }

        var edges = new int[EdgeCell.CountEdges(nodeCount)];
        int to = 1;
        foreach (Range node in text.Split('+'))
        {
            ParseNode(text[node], operations, edges.AsSpan(EdgeCell.CountEdges(to), to));
            to++;
        }

        return edges;
    }

    private static void ParseNode(ReadOnlySpan<char> text, ImmutableArray<string> operations, Span<int> edges)
    {
        if (text.Length < 2 || text[0] != '|' || text[^1] != '|' || text.Count('|') != edges.Length + 1)
        {
            throw Unexpected(text, edges.Length);
        }

        ReadOnlySpan<char> inner = text[1..^1];
        int from = 0;
        foreach (Range part in inner.Split('|'))
        {
            ReadOnlySpan<char> edge = inner[part];
            int end = edge.IndexOf('~');
            if (end <= 0 || !int.TryParse(edge[(end + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int input) || input != from)
            {
                throw Unexpected(text, edges.Length);
            }

            edges[from++] = DeclaredNames.IndexOf(operations, edge[..end]) is var operation and >= 0
                ? operation
                : throw new FormatException($"'{edge[..end]}' of node {edges.Length} is not one of {string.Join(", ", operations)}.");
        }
    }

    private static FormatException Unexpected(ReadOnlySpan<char> text, int to) =>
        new($"Node {to} is '{text}'; expected '|operation~0|' and so on, up to the operation on node {to - 1}.");
}
