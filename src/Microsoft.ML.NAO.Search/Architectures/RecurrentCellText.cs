using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>Reads and writes recurrent cells as text. Searched nodes are counted from 1, and 0 is the cell's first node.</summary>
internal static partial class RecurrentCellText
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
        Match match = NodePattern().Match(word);
        if (!match.Success || match.Groups[1].Value != node.ToString(CultureInfo.InvariantCulture))
        {
            throw new FormatException($"Expected '{node}=activation(predecessor)', found '{word}'.");
        }

        int activation = activations.IndexOf(match.Groups[2].Value);
        if (activation < 0)
        {
            throw new FormatException($"'{match.Groups[2].Value}' of node {node} is not one of {string.Join(", ", activations)}.");
        }

        return int.TryParse(match.Groups[3].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int predecessor)
            && predecessor < node
            ? new RecurrentCode(predecessor, activation)
            : throw new FormatException($"Node {node} continues node {match.Groups[3].Value}; it may continue 0 to {node - 1}.");
    }

    [GeneratedRegex(@"^([0-9]+)=([^()=]+)\(([0-9]+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex NodePattern();
}
