using System.Text;

namespace Microsoft.ML.Transforms.Text;

/// <summary>What is changed in a text.</summary>
internal sealed record TextNormalization(TextNormalizingEstimator.CaseMode Case, bool KeepDiacritics, bool KeepPunctuations, bool KeepNumbers)
{
    public ReadOnlyMemory<char> Apply(ReadOnlyMemory<char> text)
    {
        StringBuilder changed = null;
        ReadOnlySpan<char> characters = text.Span;
        for (int i = 0; i < characters.Length; i++)
        {
            char? result = Apply(characters[i]);
            if (changed is null && result != characters[i])
                changed = new StringBuilder().Append(characters[..i]);
            if (result is { } kept)
                changed?.Append(kept);
        }

        return changed is null ? text : changed.ToString().AsMemory();
    }

    private char? Apply(char character)
    {
        if ((!KeepPunctuations && char.IsPunctuation(character)) || (!KeepNumbers && char.IsNumber(character)) || (!KeepDiacritics && IsMark(character)))
            return null;
        char letter = KeepDiacritics ? character : MarkedLetters.RemoveMarks(character);
        return Case switch
        {
            TextNormalizingEstimator.CaseMode.Lower => char.ToLowerInvariant(letter),
            TextNormalizingEstimator.CaseMode.Upper => char.ToUpperInvariant(letter),
            _ => letter,
        };
    }

    // Marks of their own, which are put over the character before them: general, Hebrew and Arabic ones.
    private static bool IsMark(char character) => character
        is (>= '\u0300' and <= '\u036F')
        or (>= '\u0591' and <= '\u05BD') or '\u05C1' or '\u05C2' or '\u05C4' or '\u05C5' or '\u05C7'
        or (>= '\u0610' and <= '\u0615') or (>= '\u064C' and <= '\u065E') or '\u0670';
}
