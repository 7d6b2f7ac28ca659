using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Text to values, as strict as the real package is.</summary>
internal static class TextParsing
{
    private const char Infinity = '\u221E';

    /// <summary>"?", "NA", "N/A" and "NaN", whatever the case.</summary>
    public static bool IsMissing(ReadOnlySpan<char> text)
        => text is "?"
            || text.Equals("NA", StringComparison.OrdinalIgnoreCase)
            || text.Equals("N/A", StringComparison.OrdinalIgnoreCase)
            || text.Equals("NaN", StringComparison.OrdinalIgnoreCase);

    /// <summary>Digits only.</summary>
    public static bool TryUnsigned<T>(ReadOnlySpan<char> text, out T value)
        where T : INumber<T>
        => T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Digits, after a minus or nothing; no text is 0.</summary>
    public static bool TrySigned<T>(ReadOnlySpan<char> text, out T value)
        where T : INumber<T>
    {
        value = T.Zero;
        if (text.IsEmpty)
            return true;
        return text[0] != '+' && T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public static T SignedOrThrow<T>(ReadOnlySpan<char> text, string name)
        where T : INumber<T>
        => TrySigned(text, out T value) ? value : throw Contracts.Except($"Value could not be parsed from text to {name}.");

    /// <summary>A number with a point, or the marker given; no text is 0, or NaN where that is asked for. What cannot be read is not a number.</summary>
    public static bool TryReal(ReadOnlySpan<char> text, out double value, char decimalMarker = '.', bool emptyIsMissing = false)
    {
        text = text.Trim();
        value = 0;
        if (text.IsEmpty)
        {
            value = emptyIsMissing ? double.NaN : 0;
            return true;
        }

        if (IsSpecial(text, out value))
            return true;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!IsNumeric(text, decimalMarker))
            return false;
        return decimalMarker == '.'
            ? double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value)
            : double.TryParse(text.ToString().Replace(decimalMarker, '.'), Styles, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        string word = text.Length <= 5 ? text.ToString().ToLowerInvariant() : null;
        value = word is "t" or "y" or "1" or "+" or "+1" or "yes" or "true";
        return value || word is "" or "f" or "n" or "0" or "-" or "no" or "-1" or "false";
    }

    /// <summary>A 0-based key as its 1-based raw value; what is missing is 0.</summary>
    public static bool TryKey(ReadOnlySpan<char> text, ulong count, out ulong key)
    {
        key = 0;
        if (text.IsEmpty || IsMissing(text))
            return true;
        if (!TryUnsigned(text, out ulong value) || value >= count)
            return false;
        key = value + 1;
        return true;
    }

    public static bool TryTimeSpan(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        return text.IsEmpty || TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryDateTime(ReadOnlySpan<char> text, out DateTime value)
    {
        value = default;
        return text.IsEmpty
            || DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);
    }

    public static bool TryDateTimeOffset(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        return text.IsEmpty || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    private static bool IsSpecial(ReadOnlySpan<char> text, out double value)
    {
        value = text switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            [Infinity] => double.PositiveInfinity,
            ['-', Infinity] => double.NegativeInfinity,
            _ => double.NaN,
        };
        return !double.IsNaN(value) || text is "?" or "NaN";
    }

    // Only one kind of decimal marker is one: "1,5" with a point as the marker is no number, and neither is "1.5" with a comma.
    private static bool IsNumeric(ReadOnlySpan<char> text, char decimalMarker)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c) && c != decimalMarker && c is not ('+' or '-' or 'e' or 'E'))
                return false;
        }

        return true;
    }
}
