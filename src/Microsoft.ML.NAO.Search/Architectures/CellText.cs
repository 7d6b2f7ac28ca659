using System.Globalization;
using System.Text;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>Reads and writes the cells of a space as text. Nodes are counted from 1, the cell's inputs first.</summary>
internal sealed class CellText
{
    private const char CellSeparator = '|';
    private const int CharactersPerNode = 40;

    private readonly IReadOnlyList<string> _cellNames;
    private readonly NodeCellShape _shape;
    private readonly OperationSet _operations;
    private readonly bool _hasNames;

    // Every branch that there can be by its operation and input, and what it means.
    private readonly string[][] _branches;
    private readonly Dictionary<string, BranchCode>.AlternateLookup<ReadOnlySpan<char>> _meanings;

    /// <param name="cellNames">The names of the cells; a single one is not written.</param>
    /// <param name="shape">What the cells have in common.</param>
    /// <param name="operations">What the branches choose from.</param>
    public CellText(IReadOnlyList<string> cellNames, NodeCellShape shape, OperationSet operations)
    {
        _cellNames = cellNames;
        _shape = shape;
        _operations = operations;
        _hasNames = cellNames.Count > 1;
        _branches = [.. operations.Operations.Select(operation => Enumerable.Range(0, shape.LastInputs)
            .Select(input => string.Create(CultureInfo.InvariantCulture, $"{operation}({input + 1})")).ToArray())];
        _meanings = _branches.Index().SelectMany(operation => operation.Item.Index()
                .Select(input => (Text: input.Item, Meaning: new BranchCode(input.Index, operation.Index))))
            .ToDictionary(branch => branch.Text, branch => branch.Meaning, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Writes cells: <c>normal: 3=sep_conv_3x3(1)+identity(2) 4=… | reduction: 3=…</c>.</summary>
    public string Format(ReadOnlySpan<NodeCode> nodes)
    {
        var text = new StringBuilder(nodes.Length * CharactersPerNode);
        for (int n = 0; n < nodes.Length; n++)
        {
            int place = n % _shape.NodeCount;
            if (place == 0 && _hasNames)
            {
                text.Append(n == 0 ? string.Empty : " | ").Append(_cellNames[n / _shape.NodeCount]).Append(':');
            }

            text.Append(text.Length == 0 ? string.Empty : " ").Append(_shape.InputCount + 1 + place).Append('=').Append(ToText(nodes[n].First));
            if (_shape.BranchesPerNode > 1)
            {
                text.Append('+').Append(ToText(nodes[n].Second));
            }
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Format"/> writes.</summary>
    /// <exception cref="FormatException">It is not that; the message says where.</exception>
    public NodeCode[] Parse(string text)
    {
        var nodes = new NodeCode[_cellNames.Count * _shape.NodeCount];
        int cells = text.AsSpan().Count(CellSeparator) + 1;
        if (cells != _cellNames.Count)
        {
            throw new FormatException($"Expected the cells {string.Join(" | ", _cellNames)}, found {cells} parts between '|'.");
        }

        int next = 0;
        foreach (Range cell in text.AsSpan().Split(CellSeparator))
        {
            ParseCell(text.AsSpan(cell).Trim(), _cellNames[next], nodes.AsSpan(next * _shape.NodeCount, _shape.NodeCount));
            next++;
        }

        return nodes;
    }

    private string ToText(BranchCode branch) => _branches[branch.Operation][branch.Input];

    private void ParseCell(ReadOnlySpan<char> text, string name, Span<NodeCode> nodes)
    {
        if (_hasNames)
        {
            string prefix = name + ":";
            text = text.StartsWith(prefix, StringComparison.Ordinal)
                ? text[prefix.Length..]
                : throw new FormatException($"Expected '{prefix}' before '{text}'.");
        }

        int count = 0;
        foreach (Range part in text.Split(' '))
        {
            ReadOnlySpan<char> word = text[part];
            if (!word.IsEmpty && count++ < nodes.Length)
            {
                nodes[count - 1] = ParseNode(word, _shape.InputCount + count - 1, name);
            }
        }

        if (count != nodes.Length)
        {
            throw new FormatException($"The {name} cell has {count} nodes instead of {nodes.Length}.");
        }
    }

    private NodeCode ParseNode(ReadOnlySpan<char> word, int index, string cell)
    {
        string number = (index + 1).ToString(CultureInfo.InvariantCulture);
        int equals = word.IndexOf('=');
        ReadOnlySpan<char> branches = word[(equals + 1)..];
        int plus = branches.IndexOf('+');
        if (equals >= 0 && word[..equals].SequenceEqual(number) && plus >= 0 == _shape.BranchesPerNode > 1
            && TryParseBranch(plus >= 0 ? branches[..plus] : branches, index, cell, out BranchCode first)
            && TryParseBranch(branches[(plus + 1)..], index, cell, out BranchCode second))
        {
            return new NodeCode(first, second);
        }

        string expected = string.Join('+', Enumerable.Repeat("operation(input)", _shape.BranchesPerNode));
        throw new FormatException($"Expected '{number}={expected}' in the {cell} cell, found '{word}'.");
    }

    /// <summary>Reads a branch. False if it is none; if only its operation or its input is wrong, it throws.</summary>
    private bool TryParseBranch(ReadOnlySpan<char> text, int index, string cell, out BranchCode branch)
    {
        if (_meanings.TryGetValue(text, out branch) && branch.Input < index)
        {
            return true;
        }

        int open = text.IndexOf('(');
        if (open <= 0 || text[^1] != ')')
        {
            return false;
        }

        int operation = DeclaredNames.IndexOf(_operations.Operations, text[..open]);
        if (operation < 0)
        {
            throw new FormatException(
                $"'{text[..open]}' of node {index + 1} in the {cell} cell is not one of {string.Join(", ", _operations.Operations)}.");
        }

        ReadOnlySpan<char> number = text[(open + 1)..^1];
        branch = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int input) && input >= 1 && input <= index
            ? new BranchCode(input - 1, operation)
            : throw new FormatException($"Node {index + 1} in the {cell} cell takes node {number}; it may take 1 to {index}.");
        return true;
    }
}
