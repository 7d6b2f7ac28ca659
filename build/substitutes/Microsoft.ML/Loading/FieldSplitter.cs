using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Splits a line into fields: those that are empty are left out, and those of sparse lines have indices of their own.</summary>
internal sealed class FieldSplitter(TextFormat format, int lastField)
{
    private readonly List<(int Index, ReadOnlyMemory<char> Text)> _fields = [];
    private readonly bool _skipSpaces = !format.IsSeparator(' ');
    private readonly StringBuilder _unquoted = new();

    public IReadOnlyList<(int Index, ReadOnlyMemory<char> Text)> Fields => _fields;

    /// <summary>The text of a field, empty where the line has none.</summary>
    public ReadOnlyMemory<char> this[int index]
    {
        get
        {
            int position = Find(index);
            return position < _fields.Count && _fields[position].Index == index ? _fields[position].Text : default;
        }
    }

    public static bool EndsInsideQuotes(TextFormat format, string text)
    {
        var splitter = new FieldSplitter(format, int.MaxValue - 1);
        int position = 0;
        bool more;
        do
        {
            more = splitter.Next(text, ref position, sparse: false, out _, out _, out bool isOpen);
            if (isOpen)
                return true;
        }
        while (more);
        return false;
    }

    /// <summary>The place of the first field with at least an index.</summary>
    public int Find(int index)
    {
        int low = 0;
        int high = _fields.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_fields[middle].Index < index)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Splits, and gives the number of fields.</summary>
    public int Split(string line)
    {
        _fields.Clear();
        int position = 0;
        int count = 0;
        int sparseBase = -1;
        int lastSparse = -1;
        bool more = true;
        while (more && (sparseBase >= 0 || count <= lastField))
        {
            more = Next(line, ref position, format.AllowSparse, out int sparseIndex, out ReadOnlyMemory<char> text, out _);
            if (sparseIndex >= 0)
            {
                if (sparseBase < 0)
                    sparseBase = StartSparse(ref count);

                // What follows an index that is out of order or out of range is not read.
                int index = sparseBase + sparseIndex;
                if (index >= count || index <= lastSparse)
                    break;
                lastSparse = index;
                if (!text.IsEmpty)
                    _fields.Add((index, text));
                continue;
            }

            if (sparseBase >= 0)
                break;

            if (!text.IsEmpty || format.MissingRealsAsNaNs)
                _fields.Add((count, text));
            count++;
        }

        return sparseBase >= 0 || format.AllowSparse ? Math.Max(count, format.InputSize) : count;
    }

    // The field before the first "index:value" is the number of slots that follow, unless the size of the input is known.
    private int StartSparse(ref int count)
    {
        if (format.InputSize > 0)
        {
            int start = _fields.Count;
            count = format.InputSize;
            return start;
        }

        if (_fields.Count == 0 || _fields[^1].Index != count - 1 || !TextParsing.TrySigned(_fields[^1].Text.Span, out int size) || size <= 0)
            throw Contracts.ExceptDecode("Missing dimensionality or ambiguous sparse item. Turn AllowSparse off for a dense file, and/or quote the value.");
        _fields.RemoveAt(_fields.Count - 1);
        int sparseBase = count - 1;
        count = sparseBase + size;
        return sparseBase;
    }

    private bool Next(string line, ref int position, bool sparse, out int sparseIndex, out ReadOnlyMemory<char> text, out bool isOpen)
    {
        sparseIndex = -1;
        isOpen = false;
        text = default;
        SkipSpaces(line, ref position);
        if (position >= line.Length)
            return false;
        if (sparse && TrySparseIndex(line, ref position, out sparseIndex))
        {
            SkipSpaces(line, ref position);
            if (position >= line.Length)
                return false;
        }

        if (line[position] == '"' && format.AllowQuoting)
        {
            text = Quoted(line, ref position, out isOpen);
        }
        else
        {
            int start = position;
            int length = line.AsSpan(position).IndexOfAny(format.Separators);
            position = length < 0 ? line.Length : position + length;
            text = line.AsMemory(start, position - start);
        }

        if (position >= line.Length)
            return false;
        position++;
        return true;
    }

    private void SkipSpaces(string line, ref int position)
    {
        while (_skipSpaces && position < line.Length && line[position] == ' ')
            position++;
    }

    private static bool TrySparseIndex(string line, ref int position, out int index)
    {
        const int MostDigits = 9;
        int end = position;
        while (end < line.Length && end - position < MostDigits && char.IsAsciiDigit(line[end]))
            end++;
        index = -1;
        if (end == position || end >= line.Length || line[end] != ':')
            return false;
        index = int.Parse(line.AsSpan(position, end - position), System.Globalization.CultureInfo.InvariantCulture);
        position = end + 1;
        return true;
    }

    // A field that is quoted wrongly is empty, as in the real package.
    private ReadOnlyMemory<char> Quoted(string line, ref int position, out bool isOpen)
    {
        _unquoted.Clear();
        isOpen = true;
        for (position++; position < line.Length; position++)
        {
            char c = line[position];
            bool escapes = c == format.EscapeChar && position + 1 < line.Length && line[position + 1] == '"';
            if (escapes)
            {
                _unquoted.Append('"');
                position++;
                continue;
            }

            if (c == '"')
            {
                isOpen = false;
                position++;
                break;
            }

            _unquoted.Append(c);
        }

        bool isWrong = isOpen;
        for (; position < line.Length && !format.IsSeparator(line[position]); position++)
            isWrong |= line[position] != ' ';
        return isWrong ? default : _unquoted.ToString().AsMemory();
    }
}
