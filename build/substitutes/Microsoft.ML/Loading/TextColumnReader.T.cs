namespace Microsoft.ML.Data;

internal sealed class TextColumnReader<T> : TextColumnReader
{
    private readonly TextColumn _column;
    private readonly TextParser<T> _parse;
    private readonly bool _hasMissing;
    private readonly bool _absentIsMissing;
    private readonly T _missing;
    private T _value;
    private VBuffer<T> _vector;

    public TextColumnReader(TextColumn column, TextFormat format)
    {
        _column = column;
        _parse = TextParsers.For<T>(column.ItemType, format);
        _hasMissing = column.ItemType.IsStandardNumber() || column.ItemType is KeyDataViewType;
        _absentIsMissing = format.MissingRealsAsNaNs && column.ItemType.IsStandardNumber();
        _missing = MissingValues.MissingOrDefault<T>();
        Getter = column.Type is VectorDataViewType
            ? (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => _vector.CopyTo(ref destination))
            : (ValueGetter<T>)((ref T destination) => destination = _value);
    }

    public override Delegate Getter { get; }

    public override void Read(FieldSplitter fields, int fieldCount, long line)
    {
        if (_column.Type is VectorDataViewType)
            ReadVector(fields, fieldCount, line);
        else
            _value = ReadField(fields, _column.Segments[0].Min, line, slot: -1);
    }

    private T ReadField(FieldSplitter fields, int field, long line, int slot)
    {
        int position = fields.Find(field);
        if (position >= fields.Fields.Count || fields.Fields[position].Index != field)
            return _absentIsMissing ? _missing : default;
        return Parse(fields.Fields[position].Text, line, slot);
    }

    private T Parse(ReadOnlyMemory<char> text, long line, int slot)
    {
        if (_parse(text, out T value))
            return value;
        if (_hasMissing)
            return _missing;
        throw Contracts.Except(slot < 0
            ? $"Could not parse value {text} in line {line}, column {_column.Name}"
            : $"Could not parse value {text} in slot {slot} of column {_column.Name} in line {line}");
    }

    private void ReadVector(FieldSplitter fields, int fieldCount, long line)
    {
        int size = 0;
        int present = 0;
        foreach (TextSegment segment in _column.Segments)
        {
            int lim = segment.Lim ?? Math.Max(segment.Min, fieldCount);
            size += lim - segment.Min;
            present += fields.Find(lim) - fields.Find(segment.Min);
        }

        bool isSparse = !_absentIsMissing && present <= size / 2 && present < size;
        VBufferEditor<T> editor = VBufferEditor.Create(ref _vector, size, isSparse ? present : size);
        if (!isSparse)
            editor.Values.Fill(_absentIsMissing ? _missing : default);
        int start = 0;
        int filled = 0;
        foreach (TextSegment segment in _column.Segments)
        {
            int lim = segment.Lim ?? Math.Max(segment.Min, fieldCount);
            int end = fields.Find(lim);
            for (int i = fields.Find(segment.Min); i < end; i++)
            {
                int slot = start + fields.Fields[i].Index - segment.Min;
                T value = Parse(fields.Fields[i].Text, line, slot);
                editor.Values[isSparse ? filled : slot] = value;
                if (isSparse)
                    editor.Indices[filled] = slot;
                filled++;
            }

            start += lim - segment.Min;
        }

        _vector = editor.Commit();
    }
}
