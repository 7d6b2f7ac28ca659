using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The lines of files that are rows: no empty ones, no comments, and no header unless it is asked for.</summary>
internal sealed class TextLines(IMultiStreamSource source, TextFormat format, bool withHeader = false)
{
    public string HeaderOrFirst() => new TextLines(source, format, withHeader: true).Read().FirstOrDefault().Text;

    public IEnumerable<(long Line, string Text)> Read()
    {
        long rows = 0;
        for (int file = 0; file < source.Count; file++)
        {
            using TextReader reader = source.OpenTextReader(file);
            long line = 0;
            bool started = false;
            while (rows < format.MaxRows && ReadLine(reader, ref line, started) is string text)
            {
                if (text.Length == 0 || text.StartsWith("//", StringComparison.Ordinal) || (!started && text[0] == '#'))
                    continue;
                bool isHeader = !started && format.HasHeader && !withHeader;
                started = true;
                if (isHeader)
                    continue;
                rows++;
                yield return (line, text);
            }
        }
    }

    private string ReadLine(TextReader reader, ref long line, bool started)
    {
        string text = reader.ReadLine();
        line++;
        if (!format.ReadMultilines || string.IsNullOrEmpty(text) || text.StartsWith("//", StringComparison.Ordinal) || (!started && text[0] == '#'))
            return text;

        // A quote that is still open at the line's end goes on in the next line.
        StringBuilder joined = null;
        long first = line;
        while (FieldSplitter.EndsInsideQuotes(format, joined == null ? text : joined.ToString()))
        {
            joined ??= new StringBuilder(text);
            string next = reader.ReadLine()
                ?? throw new EndOfStreamException(
                    $"A quoted field opened on line {first} was never closed, and we've read to the last line in the file without finding the closing quote");
            joined.Append('\n').Append(next);
            line++;
        }

        return joined?.ToString() ?? text;
    }
}
