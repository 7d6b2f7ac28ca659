using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>The words of a language model, each with its index. It does not grow.</summary>
public sealed class Vocabulary
{
    /// <summary>The word that ends each line.</summary>
    public const string EndOfLine = "<eos>";

    /// <summary>The word that stands for all rare ones in the usual data sets.</summary>
    public const string Unknown = "<unk>";

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
    /// Finds a word's index. A word that the vocabulary lacks has the index of <see cref="Unknown"/> where it has that.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="index">Its index.</param>
    /// <returns>False if there is no index.</returns>
    public bool TryGetIndex([NotNull] string word, out int index) => _indices.TryGetValue(word, out index) || _indices.TryGetValue(Unknown, out index);
}
