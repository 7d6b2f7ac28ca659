namespace Microsoft.ML.NAO.Datasets;

/// <summary>Makes sequences of tokens out of texts.</summary>
public static class TextDataset
{
    /// <summary>Reads texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="targets">What is to be predicted of each.</param>
    /// <param name="vocabulary">The words that are known: of the texts to train on alone, for others are met later too.</param>
    /// <param name="maximumLength">The largest number of tokens of a text, the start token included, at least 1. Longer texts are cut.</param>
    /// <param name="weights">How much each text counts, finite and at least 0; null for all alike.</param>
    /// <returns>Sequences, padded to <paramref name="maximumLength"/>.</returns>
    /// <exception cref="ArgumentException">There are not as many texts as targets, or a text is null.</exception>
    public static TokenDataset Create(
        IReadOnlyList<string> texts, PredictionTargets targets, TextVocabulary vocabulary, int maximumLength, float[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, 1);
        if (texts.Count != targets.Count)
        {
            throw new ArgumentException($"There are {texts.Count} texts and {targets.Count} targets.", nameof(texts));
        }

        var tokens = new int[(long)texts.Count * maximumLength];
        for (int i = 0; i < texts.Count; i++)
        {
            string text = texts[i] ?? throw new ArgumentException($"Text {i} is null.", nameof(texts));
            vocabulary.Encode(text, maximumLength).CopyTo(tokens.AsSpan(i * maximumLength));
        }

        return new TokenDataset(tokens, maximumLength, targets, weights);
    }
}
