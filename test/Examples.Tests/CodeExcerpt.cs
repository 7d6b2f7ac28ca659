namespace Examples.Tests;

/// <summary>Some lines of code in a file.</summary>
/// <param name="File">The file's path, from the repository's root.</param>
/// <param name="Line">The number of the line that begins it, from 1.</param>
/// <param name="Name">What it is called, or its language.</param>
/// <param name="Lines">Its lines, without the indentation that all of them have.</param>
internal sealed record CodeExcerpt(string File, int Line, string Name, string[] Lines)
{
    /// <summary>The code as one text.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>Where it is, for messages.</summary>
    public string Place => $"{File}, line {Line}";

    /// <summary>Takes the indentation away that all lines have, and blanks at their ends.</summary>
    public static string[] Trim(IReadOnlyCollection<string> lines)
    {
        int indentation = lines.Where(line => !string.IsNullOrWhiteSpace(line))
            .Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return [.. lines.Select(line => string.IsNullOrWhiteSpace(line) ? "" : line[indentation..].TrimEnd())];
    }
}
