namespace Microsoft.ML.NAO.Datasets;

/// <summary>Shortens what messages quote of files, in which a word may be as long as the file.</summary>
internal static class Excerpt
{
    private const int Longest = 80;

    /// <summary>The beginning of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The largest number of characters.</param>
    public static string Of(ReadOnlySpan<char> text, int longest = Longest) => text.Length <= longest ? text.ToString() : $"{text[..longest]}…";
}
