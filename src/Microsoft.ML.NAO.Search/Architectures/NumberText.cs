using System.Globalization;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>Reads architectures that are written as numbers.</summary>
internal static class NumberText
{
    private static readonly char[] Separators = [' ', ',', '\t', '\r', '\n'];

    /// <summary>Reads whole numbers that are separated by blanks or commas.</summary>
    /// <exception cref="FormatException">There are more or fewer, or one is no number; the message says which.</exception>
    public static int[] Parse(string text, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] words = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != count)
        {
            throw new FormatException($"Expected {count} numbers, found {words.Length}.");
        }

        return [.. words.Select((word, index) => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"Number {index + 1} is '{word}', which is not a whole number."))];
    }
}
