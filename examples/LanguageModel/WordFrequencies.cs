namespace LanguageModel;

/// <summary>
/// Foretells a word by how often it followed the words before it, of which it knows a few: none (unigrams), one (bigrams) or two (trigrams). Where
/// these were seen rarely, fewer of them count for more.
/// </summary>
internal sealed class WordFrequencies
{
    private readonly int _order;
    private readonly int _words;
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Counts.</summary>
    /// <param name="order">How many words it looks at, with that which it foretells.</param>
    /// <param name="sentences">The sentences to count in.</param>
    public WordFrequencies(int order, IReadOnlyCollection<Sentence> sentences)
    {
        _order = order;
        _words = sentences.SelectMany(sentence => sentence.GetTokens()).Distinct().Count();
        foreach (Sentence sentence in sentences)
        {
            string[] tokens = sentence.GetTokens();
            for (int place = 0; place < tokens.Length; place++)
            {
                for (int length = 0; length < order; length++)
                {
                    string before = Before(tokens, place, length);
                    Count(before);
                    Count($"{before} {tokens[place]}");
                }
            }
        }
    }

    /// <summary>The logarithm of the probability of a sentence.</summary>
    public double LogProbability(Sentence sentence)
    {
        string[] tokens = sentence.GetTokens();
        return Enumerable.Range(0, tokens.Length).Sum(place => Math.Log(Probability(tokens, place, _order - 1)));
    }

    // As if the word had been seen once more, as likely as it is by one word less.
    private double Probability(string[] tokens, int place, int length)
    {
        if (length < 0)
        {
            return 1.0 / _words;
        }

        string before = Before(tokens, place, length);
        double count = _counts.GetValueOrDefault($"{before} {tokens[place]}");
        return (count + Probability(tokens, place, length - 1)) / (_counts.GetValueOrDefault(before) + 1);
    }

    private static string Before(string[] tokens, int place, int length) =>
        $"{length}:{string.Join(' ', Enumerable.Range(place - length, length).Select(i => i < 0 ? "<eos>" : tokens[i]))}";

    private void Count(string words) => _counts[words] = _counts.GetValueOrDefault(words) + 1;
}
