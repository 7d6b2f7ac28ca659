using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Architectures;

/// <summary>The names that a space is declared with.</summary>
internal static class DeclaredNames
{
    private const string Separators = "|~+=():;,";

    /// <summary>Throws unless there are names, all different, of letters that no text of a space separates by, so that what it formats can be read back.</summary>
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

    /// <summary>The number of a name among others; negative if it is not one of them.</summary>
    public static int IndexOf(ImmutableArray<string> names, ReadOnlySpan<char> name)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (name.SequenceEqual(names[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
