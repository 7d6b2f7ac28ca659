namespace Microsoft.ML.NAO.Datasets;

/// <summary>The words that a network for texts knows, and how it reads a text: as the start token and the tokens of its words.</summary>
/// <remarks>
/// Words are what white space separates, as they stand: put <c>NormalizeText</c> before for lower case and without punctuation. A word that
/// the vocabulary lacks is <see cref="UnknownToken"/>.
/// </remarks>
public sealed class TextVocabulary
{
    /// <summary>The token of every word that the vocabulary lacks.</summary>
    public const int UnknownToken = 1;

    /// <summary>The token that every text begins with, so that none is empty.</summary>
    public const int StartToken = 2;

    /// <summary>The token of the first word; the others follow.</summary>
    public const int FirstWordToken = 3;

    /// <summary>The default of how often a word must occur.</summary>
    /// <remarks>A word that occurs once cannot be learned, and its text teaches what an unknown word means.</remarks>
    public const int DefaultMinimumCount = 2;

    /// <summary>The default of the largest number of words.</summary>
    /// <remarks>Zhang et al., "Character-level convolutional networks for text classification" (NeurIPS 2015), use 50,000 for bags of words.</remarks>
    public const int DefaultMaximumWords = 50_000;

    private readonly Dictionary<string, int> _tokens = new(StringComparer.Ordinal);

    /// <summary>Creates a vocabulary of words.</summary>
    /// <param name="words">The words in order of their tokens.</param>
    /// <exception cref="ArgumentException">There is no word, or one is there twice, is empty, or has white space in it.</exception>
    public TextVocabulary(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Words = [.. words];
        foreach (var (index, word) in Words.Index())
        {
            if (word is null || TextWords.Split(word) is not [var only] || only != word || !_tokens.TryAdd(word, FirstWordToken + index))
            {
                throw new ArgumentException($"Word {index} of the vocabulary, '{word}', is no word or there twice.", nameof(words));
            }
        }

        if (Words.Count == 0)
        {
            throw new ArgumentException("The vocabulary has no words.", nameof(words));
        }
    }

    /// <summary>The words in order; the first has the token <see cref="FirstWordToken"/>.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The number of tokens: of the words, and <see cref="TokenDataset.Padding"/> and the two others that are no words.</summary>
    public int Count => FirstWordToken + Words.Count;

    /// <summary>Collects the words of texts, the most frequent first, and of those that are as frequent the first by code point.</summary>
    /// <param name="texts">The texts to train on.</param>
    /// <param name="minimumCount">How often a word must occur, at least 1.</param>
    /// <param name="maximumWords">The largest number of words, at least 1.</param>
    /// <exception cref="ArgumentException">No word occurs so often.</exception>
    public static TextVocabulary Create(
        IEnumerable<string> texts, int minimumCount = DefaultMinimumCount, int maximumWords = DefaultMaximumWords) =>
        new(Collect(texts, minimumCount, maximumWords, except: []));

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; an empty one has the start token only.</param>
    /// <param name="maximumLength">The largest number of tokens, the start token included, at least 1. A longer text is cut.</param>
    public int[] Encode(string text, int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLength, 1);
        return [StartToken, .. TextWords.Split(text).Take(maximumLength - 1).Select(word => _tokens.GetValueOrDefault(word, UnknownToken))];
    }

    /// <summary>The words of texts in the order of <see cref="Create"/>, but for some that are no words of theirs.</summary>
    /// <exception cref="ArgumentException">No word occurs so often.</exception>
    internal static string[] Collect(IEnumerable<string> texts, int minimumCount, int maximumWords, string[] except)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumWords, 1);
        string[] words =
        [
            .. texts.SelectMany(TextWords.Split).CountBy(word => word, StringComparer.Ordinal)
                .Where(word => word.Value >= minimumCount && !except.Contains(word.Key))
                .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
                .Take(maximumWords).Select(word => word.Key),
        ];
        return words.Length > 0
            ? words
            : throw new ArgumentException($"No word of the texts occurs {minimumCount} times or more.", nameof(texts));
    }
}
