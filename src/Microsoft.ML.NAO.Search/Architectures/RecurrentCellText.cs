using System.Globalization;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>Reads and writes recurrent cells as text. Searched nodes are counted from 1, and 0 is the cell's first node.</summary>
internal static class RecurrentCellText
{
    public static string Format(RecurrentCode[] nodes, string[] activations) => string.Join(' ', nodes.Index().Select(node =>
        string.Create(CultureInfo.InvariantCulture, $"{node.Index + 1}={activations[node.Item.Activation]}({node.Item.Predecessor})")));

    public static RecurrentCode[] Parse(string text, int nodeCount, string[] activations)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == nodeCount
            ? [.. words.Select((word, n) => ParseNode(word, n + 1, activations))]
            : throw new FormatException($"The cell has {words.Length} nodes instead of {nodeCount}.");
    }

    private static RecurrentCode ParseNode(string word, int node, string[] activations)
    {
        string beginning = node.ToString(CultureInfo.InvariantCulture) + "=";
        int open = word.IndexOf('(', StringComparison.Ordinal);
        if (!word.StartsWith(beginning, StringComparison.Ordinal) || open <= beginning.Length || word[^1] != ')')
        {
            throw new FormatException($"Expected '{node}=activation(predecessor)', found '{word}'.");
        }

        string name = word[beginning.Length..open];
        int activation = activations.IndexOf(name);
        if (activation < 0)
        {
            throw new FormatException($"'{name}' of node {node} is not one of {string.Join(", ", activations)}.");
        }

        string number = word[(open + 1)..^1];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int predecessor) && predecessor < node
            ? new RecurrentCode(predecessor, activation)
            : throw new FormatException($"Node {node} continues node {number}; it may continue 0 to {node - 1}.");
    }
}
