namespace Microsoft.ML.NAO.Drawing;

/// <summary>How wide texts are, which only the reader's fonts know: an estimate that is too large rather than too small.</summary>
internal static class TextWidth
{
    /// <summary>The font size that pictures use but for titles.</summary>
    public const int FontSize = 14;

    private const double PerCharacter = 0.58;

    /// <summary>The width of a text in pixels.</summary>
    public static int Estimate(string text, int fontSize = FontSize) => (int)Math.Ceiling(text.Length * fontSize * PerCharacter);
}
