using System.Collections.Immutable;
using System.Globalization;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>
/// Reads and writes feed-forward networks as text: <c>width=128 1=residual(relu,batch,0.1) 2=linear(gelu,none,0) 3=none</c>. A block that
/// does nothing shows its other choices only if they are not the menus' first.
/// </summary>
internal static class FeedForwardText
{
    private const string Width = "width=";
    private const int Choices = 3;

    private static readonly ImmutableArray<string> Widths = [.. FeedForwardSpace.Widths.Select(width => width.ToString(CultureInfo.InvariantCulture))];
    private static readonly ImmutableArray<string> DropoutRates = [.. FeedForwardSpace.DropoutRates.Select(rate => rate.ToString(CultureInfo.InvariantCulture))];

    public static string Format(int width, FeedForwardCode[] blocks) =>
        string.Join(' ', blocks.Select((block, b) => string.Create(CultureInfo.InvariantCulture, $"{b + 1}={Format(block)}")).Prepend(Width + Widths[width]));

    public static (int Width, FeedForwardCode[] Blocks) Parse(string text, int blockCount)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != blockCount + 1)
        {
            throw new FormatException($"Expected the width and {blockCount} blocks, found {words.Length} words.");
        }

        int width = words[0].StartsWith(Width, StringComparison.Ordinal)
            ? Find(Widths, words[0].AsSpan(Width.Length), "The width")
            : throw new FormatException($"Expected '{Width}' and a number, found '{words[0]}'.");
        return (width, [.. words.Skip(1).Select((word, b) => ParseBlock(word, b + 1))]);
    }

    private static string Format(FeedForwardCode block) => block == default
        ? FeedForwardSpace.Operations[0]
        : $"{FeedForwardSpace.Operations[block.Operation]}({FeedForwardSpace.Activations[block.Activation]},{FeedForwardSpace.Normalizations[block.Normalization]},{DropoutRates[block.Dropout]})";

    private static FeedForwardCode ParseBlock(string word, int number)
    {
        string beginning = number.ToString(CultureInfo.InvariantCulture) + "=";
        ReadOnlySpan<char> block = word.StartsWith(beginning, StringComparison.Ordinal) ? word.AsSpan(beginning.Length) : [];
        if (block.SequenceEqual(FeedForwardSpace.Operations[0]))
        {
            return default;
        }

        int open = block.IndexOf('(');
        string[] choices = open > 0 && block[^1] == ')' ? block[(open + 1)..^1].ToString().Split(',') : [];
        return choices.Length == Choices
            ? new FeedForwardCode(
                Find(FeedForwardSpace.Operations, block[..open], $"The operation of block {number}"),
                Find(FeedForwardSpace.Activations, choices[0], $"The activation of block {number}"),
                Find(FeedForwardSpace.Normalizations, choices[1], $"The normalization of block {number}"),
                Find(DropoutRates, choices[2], $"The dropout of block {number}"))
            : throw new FormatException($"Expected '{beginning}operation(activation,normalization,dropout)' or '{beginning}{FeedForwardSpace.Operations[0]}', found '{word}'.");
    }

    private static int Find(ImmutableArray<string> menu, ReadOnlySpan<char> name, string what) => DeclaredNames.IndexOf(menu, name) is var index and >= 0
        ? index
        : throw new FormatException($"{what} is '{name}', which is not one of {string.Join(", ", menu)}.");
}
