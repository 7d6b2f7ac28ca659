using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>The words of a language model, each with its index. It does not grow.</summary>
public sealed class Vocabulary
{
    /// <summary>The word that ends each line.</summary>
    public const string EndOfLine = "<eos>";

    /// <summary>The word that stands for all rare ones in the usual data sets.</summary>
    public const string Unknown = "<unk>";

    /// <summary>The default of the largest number of words.</summary>
    /// <remarks>That of Penn Treebank's version for language models (Mikolov et al., "Recurrent neural network based language model", 2010).</remarks>
    public const int DefaultMaximumWords = 10_000;

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>Creates a vocabulary.</summary>
    /// <param name="words">The words in order; the first has the index 0.</param>
    /// <exception cref="ArgumentException">There are fewer than two words, or a word is empty or there twice.</exception>
    public Vocabulary(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Words = [.. words];
        foreach (var (index, word) in Words.Index())
        {
            if (string.IsNullOrEmpty(word) || !_indices.TryAdd(word, index))
            {
                throw new ArgumentException($"Word {index} of the vocabulary, '{word}', is empty or there twice.", nameof(words));
            }
        }

        if (Words.Count < 2)
        {
            throw new ArgumentException($"A vocabulary has at least two words; this one has {Words.Count}.", nameof(words));
        }
    }

    /// <summary>The words in order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The number of words.</summary>
    public int Count => Words.Count;

    /// <summary>
    /// Collects the words of texts, as <see cref="TextVocabulary.Create"/> does; before them stand <see cref="EndOfLine"/> and
    /// <see cref="Unknown"/>, whether the texts have these or not.
    /// </summary>
    /// <param name="texts">The texts to train on.</param>
    /// <param name="minimumCount">How often a word must occur, at least 1.</param>
    /// <param name="maximumWords">The largest number of words, at least 1, those two not counted.</param>
    /// <exception cref="ArgumentException">No word occurs so often.</exception>
    public static Vocabulary Create(
        IEnumerable<string> texts, int minimumCount = TextVocabulary.DefaultMinimumCount, int maximumWords = DefaultMaximumWords) =>
        new([EndOfLine, Unknown, .. TextVocabulary.Collect(texts, minimumCount, maximumWords, except: [EndOfLine, Unknown])]);

    /// <summary>Reads a text: its words' indices, without the end.</summary>
    /// <remarks>Words are what white space separates, as they stand. A word that the vocabulary lacks is <see cref="Unknown"/>, and so is
    /// <see cref="EndOfLine"/> within a text, which would not be its end.</remarks>
    /// <param name="text">The text; an empty one has no words.</param>
    /// <param name="maximumWords">The largest number of words, at least 1. A longer text is cut.</param>
    /// <exception cref="ArgumentException">There is a word that is unknown, and the vocabulary lacks <see cref="Unknown"/> to stand for it.</exception>
    public int[] Encode(string text, int maximumWords = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumWords, 1);
        return [.. TextWords.Split(text).Take(maximumWords).Select(word => TryGetIndex(word == EndOfLine ? Unknown : word, out int index)
            ? index
            : throw new ArgumentException($"The text has the word '{word}', which the vocabulary of {Count} words lacks, as it lacks '{Unknown}' to stand for it.", nameof(text)))];
    }

    /// <summary>
    /// Finds a word's index. A word that the vocabulary lacks has the index of <see cref="Unknown"/> where it has that.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="index">Its index.</param>
    /// <returns>False if there is no index.</returns>
    public bool TryGetIndex([NotNull] string word, out int index) => _indices.TryGetValue(word, out index) || _indices.TryGetValue(Unknown, out index);
}
