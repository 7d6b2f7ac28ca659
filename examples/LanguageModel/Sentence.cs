using Microsoft.ML.Data;

namespace LanguageModel;

/// <summary>A sentence, and how likely it is.</summary>
internal sealed class Sentence
{
    public string Text { get; set; } = "";

    /// <summary>The logarithm of the probability with which the grammar says it.</summary>
    [NoColumn]
    public double LogProbability { get; set; }

    /// <summary>The words of a sentence, and the end after them, as a language model reads and foretells them.</summary>
    public string[] GetTokens() => [.. Text.ToLowerInvariant().TrimEnd('.').Split(' '), "<eos>"];
}
