using System.Collections.Immutable;
using System.Text;

namespace Microsoft.ML.NAO.Datasets;

/// <summary>Splits texts into words at white space, in the same way as the exported network does.</summary>
internal static class TextWords
{
    /// <summary>
    /// Everything that Unicode, .NET or ONNX's standard holds to be white space, the blank last. ONNX's StringSplit without a delimiter is no
    /// rule of its own: by the standard it splits at white space of all kinds, but ONNX Runtime's splits at blanks only.
    /// </summary>
    public static ImmutableArray<char> Separators { get; } =
    [
        .. "\t\n\v\f\r\u001C\u001D\u001E\u001F\u0085\u00A0\u1680",
        .. Enumerable.Range(0x2000, 11).Select(code => (char)code),
        .. "\u2028\u2029\u202F\u205F\u3000 ",
    ];

    private static readonly char[] SeparatorArray = [.. Separators];

    /// <summary>The words of a text in order.</summary>
    public static string[] Split(string text) => AsUtf8(text).Split(SeparatorArray, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What of a text comes through ONNX Runtime's interface, which takes UTF-8: half of a surrogate pair is replaced.</summary>
    private static string AsUtf8(string text) =>
        text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
