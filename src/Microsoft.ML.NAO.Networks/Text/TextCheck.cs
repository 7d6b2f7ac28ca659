using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Text;

/// <summary>Checks that a network for texts can read a data set, whose tokens would be any place in its memory otherwise.</summary>
internal static class TextCheck
{
    /// <summary>Throws unless all sequences are texts of a vocabulary.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="vocabulary">The words of the network.</param>
    /// <param name="maximumLength">The largest number of tokens of a text.</param>
    public static void Check(SampleDataset dataset, TextVocabulary vocabulary, int maximumLength)
    {
        if (dataset is not TokenDataset texts)
        {
            throw new ArgumentException("The network takes texts, the data set has none.", nameof(dataset));
        }

        if (texts.Length > maximumLength)
        {
            throw new ArgumentException($"The network takes texts of up to {maximumLength} tokens, those of the data set have up to {texts.Length}.", nameof(dataset));
        }

        for (int i = 0; i < texts.Count; i++)
        {
            ReadOnlySpan<int> row = texts.GetRow(i);
            int end = row.IndexOf(TokenDataset.Padding);
            if (end == 0 || (end > 0 && row[end..].ContainsAnyExcept(TokenDataset.Padding)))
            {
                throw new ArgumentException($"Text {i} has padding before its end: only what follows a text is padding, and a text has one token at least.", nameof(dataset));
            }

            int wrong = row.IndexOfAnyExceptInRange(0, vocabulary.Count - 1);
            if (wrong >= 0)
            {
                throw new ArgumentException($"Text {i} has the token {row[wrong]}; the network's vocabulary has {vocabulary.Count}, from 0.", nameof(dataset));
            }
        }
    }
}
