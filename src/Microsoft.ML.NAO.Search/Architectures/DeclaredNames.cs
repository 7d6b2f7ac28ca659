namespace Microsoft.ML.NAO.Architectures;

/// <summary>Checks the names that a space is declared with, so that what it formats can be read back.</summary>
internal static class DeclaredNames
{
    private const string Separators = "|~+=():;,";

    /// <summary>Throws unless there are names, all different, of letters that no text of a space separates by.</summary>
    public static void Check(IEnumerable<string> names, string parameter)
    {
        ArgumentNullException.ThrowIfNull(names, parameter);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (string.IsNullOrEmpty(name) || name.Any(c => char.IsWhiteSpace(c) || Separators.Contains(c, StringComparison.Ordinal)))
            {
                throw new ArgumentException($"The name '{name}' is empty, or has a blank or one of {Separators} in it.", parameter);
            }

            if (!seen.Add(name))
            {
                throw new ArgumentException($"The name '{name}' occurs twice.", parameter);
            }
        }

        if (seen.Count == 0)
        {
            throw new ArgumentException("There is no name; at least one is needed.", parameter);
        }
    }
}
