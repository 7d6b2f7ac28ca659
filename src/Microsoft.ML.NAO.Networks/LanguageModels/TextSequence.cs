using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>Joins texts to one, as language models are trained on.</summary>
public static class TextSequence
{
    /// <summary>Joins texts: <see cref="Vocabulary.EndOfLine"/> stands before the first and after each, so that it begins every text and ends it.</summary>
    /// <param name="texts">The texts, as <see cref="Vocabulary.Encode"/> reads them.</param>
    /// <param name="endOfText">The index of <see cref="Vocabulary.EndOfLine"/>.</param>
    public static int[] Join(IEnumerable<int[]> texts, int endOfText)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [endOfText, .. texts.SelectMany(text => text.Append(endOfText))];
    }
}
