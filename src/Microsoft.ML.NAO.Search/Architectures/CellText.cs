using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>Reads and writes cells as text. Nodes are counted from 1, the cell's two inputs being 1 and 2.</summary>
internal static partial class CellText
{
    private static readonly char[] NumberSeparators = [' ', ',', '\t', '\r', '\n'];

    public static string Format(ReadOnlySpan<NodeCode> cell, OperationSet operations)
    {
        var parts = new string[cell.Length];
        for (int n = 0; n < cell.Length; n++)
        {
            parts[n] = string.Create(
                CultureInfo.InvariantCulture, $"{Cell.InputCount + 1 + n}={Branch(cell[n].First)}+{Branch(cell[n].Second)}");
        }

        return string.Join(' ', parts);

        string Branch(BranchCode branch) =>
            string.Create(CultureInfo.InvariantCulture, $"{operations.Operations[branch.Operation]}({branch.Input + 1})");
    }

    public static NodeCode[] Parse(string text, string[] cellNames, int nodesPerCell, OperationSet operations)
    {
        string[] cells = text.Split('|');
        if (cells.Length != cellNames.Length)
        {
            throw new FormatException($"Expected the cells {string.Join(" | ", cellNames)}, found {cells.Length} parts between '|'.");
        }

        return [.. cells.Zip(cellNames, (cell, name) => ParseCell(cell.Trim(), name, nodesPerCell, operations)).SelectMany(c => c)];
    }

    public static int[] ParseNumbers(string text, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] words = text.Split(NumberSeparators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != count)
        {
            throw new FormatException($"Expected {count} numbers, found {words.Length}.");
        }

        return [.. words.Select((word, index) => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"Number {index + 1} is '{word}', which is not a whole number."))];
    }

    private static NodeCode[] ParseCell(string text, string name, int nodesPerCell, OperationSet operations)
    {
        string prefix = name + ":";
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw new FormatException($"Expected '{prefix}' before '{text}'.");
        }

        string[] words = text[prefix.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != nodesPerCell)
        {
            throw new FormatException($"The {name} cell has {words.Length} nodes instead of {nodesPerCell}.");
        }

        return [.. words.Select((word, n) => ParseNode(word, Cell.InputCount + n, $"the {name} cell", operations))];
    }

    private static NodeCode ParseNode(string word, int index, string where, OperationSet operations)
    {
        Match match = NodePattern().Match(word);
        string number = (index + 1).ToString(CultureInfo.InvariantCulture);
        if (!match.Success || match.Groups[1].Value != number)
        {
            throw new FormatException($"Expected '{number}=operation(input)+operation(input)' in {where}, found '{word}'.");
        }

        return new NodeCode(ParseBranch(2), ParseBranch(4));

        BranchCode ParseBranch(int group)
        {
            int operation = operations.Operations.IndexOf(match.Groups[group].Value);
            if (operation < 0)
            {
                throw new FormatException(
                    $"'{match.Groups[group].Value}' of node {number} in {where} is not one of {string.Join(", ", operations.Operations)}.");
            }

            return int.TryParse(match.Groups[group + 1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int input)
                && input >= 1 && input <= index
                ? new BranchCode(input - 1, operation)
                : throw new FormatException(
                    $"Node {number} in {where} takes node {match.Groups[group + 1].Value}; it may take 1 to {index}.");
        }
    }

    [GeneratedRegex(@"^([0-9]+)=([^()+=]+)\(([0-9]+)\)\+([^()+=]+)\(([0-9]+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex NodePattern();
}
