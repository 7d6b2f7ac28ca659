using System.Globalization;
using System.Text.RegularExpressions;

namespace Examples.Tests;

/// <summary>Reads figures out of what examples print.</summary>
internal static partial class Printed
{
    /// <summary>The numbers at the end of the line that begins with a text: the columns of a table's row.</summary>
    public static double[] Row(this IEnumerable<string> lines, string start)
    {
        string line = lines.Single(line => line.StartsWith(start, StringComparison.Ordinal));
        return [.. Columns().Matches(line).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
    }

    /// <summary>All lines as one text.</summary>
    public static string Text(this IEnumerable<string> lines) => string.Join('\n', lines);

    // Set off by at least two blanks, and perhaps with a sign of percent.
    [GeneratedRegex(@"(?<=  )-?\d+\.\d+(?=( %)?(  |$))")]
    private static partial Regex Columns();
}
