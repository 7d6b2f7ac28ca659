using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows of text files, read anew at each pass.</summary>
internal sealed class TextDataView(IHost host, IMultiStreamSource source, TextFormat format, TextColumn[] columns) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = TextColumn.SchemaOf(columns);

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        TextColumnReader[] readers = [.. columns.Select((column, i) => active[i] ? TextColumnReader.Create(column, format) : null)];
        int lastField = columns.Where((_, i) => active[i]).Select(column => column.LastField).DefaultIfEmpty(-1).Max();
        return new Cursor(host, Schema, format, readers, lastField, new TextLines(source, format).Read().GetEnumerator());
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(
        IHost host,
        DataViewSchema schema,
        TextFormat format,
        TextColumnReader[] readers,
        int lastField,
        IEnumerator<(long Line, string Text)> lines) : RootCursorBase
    {
        private readonly FieldSplitter _fields = new(format, lastField);

        public override DataViewSchema Schema => schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < readers.Length && readers[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw RowErrors.NotActive(column);
            Delegate getter = readers[column.Index].Getter;
            return getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(getter);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
        {
            CheckGood();
            value = new DataViewRowId((ulong)Position, 0);
        };

        protected override bool MoveNextCore()
        {
            if (!MoveLine())
                return false;
            (long line, string text) = lines.Current;
            try
            {
                int count = _fields.Split(format.TrimWhitespace ? text.TrimEnd() : text);
                foreach (TextColumnReader reader in readers)
                    reader?.Read(_fields, count, line);
            }
            catch (InvalidOperationException ex)
            {
                throw host.ExceptDecode(ex, "Parsing failed with an exception: " + ex.Message);
            }

            return true;
        }

        protected override void Dispose(bool disposing)
        {
            lines.Dispose();
            base.Dispose(disposing);
        }

        private bool MoveLine()
        {
            try
            {
                return lines.MoveNext();
            }
            catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
            {
                FormatException reading = host.ExceptDecode(ex, "Stream reading encountered exception");
                throw host.ExceptDecode(reading, "Parsing failed with an exception: " + reading.Message + ": " + ex.Message);
            }
        }
    }
}
