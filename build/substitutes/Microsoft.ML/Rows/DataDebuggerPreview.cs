using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>The first rows of a view, read into memory.</summary>
public sealed class DataDebuggerPreview
{
    internal const int DefaultMaxRows = 100;

    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(maxRows >= 0, nameof(maxRows));
        Schema = data.Schema;
        var rows = new List<RowInfo>();
        var values = Schema.Select(_ => new List<object>()).ToArray();
        using (DataViewRowCursor cursor = data.GetRowCursorForAllColumns())
        {
            Func<object>[] readers = [.. Schema.Select(column => Generic.Invoke(Reader<int>, column.Type.RawType, (DataViewRow)cursor, column))];
            while (rows.Count < maxRows && cursor.MoveNext())
            {
                var row = new RowInfo(readers.Length);
                for (int i = 0; i < readers.Length; i++)
                {
                    // Each of the two places owns its value.
                    row.Values[i] = new KeyValuePair<string, object>(Schema[i].Name, readers[i]());
                    values[i].Add(readers[i]());
                }

                rows.Add(row);
            }
        }

        RowView = [.. rows];
        ColumnView = [.. Schema.Select((column, i) => new ColumnInfo(column, [.. values[i]]))];
    }

    public DataViewSchema Schema { get; }

    public ImmutableArray<ColumnInfo> ColumnView { get; }

    public ImmutableArray<RowInfo> RowView { get; }

    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    private static Func<object> Reader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return value;
        };
    }

    /// <summary>One column's values.</summary>
    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        public DataViewSchema.Column Column { get; }

        public object[] Values { get; }

        public override string ToString() => $"{Column.Name}: {Column.Type}";
    }

    /// <summary>One row's values, by the names of their columns.</summary>
    public sealed class RowInfo
    {
        internal RowInfo(int columns) => Values = new KeyValuePair<string, object>[columns];

        public KeyValuePair<string, object>[] Values { get; }

        public override string ToString() => $"{Values.Length} columns";
    }
}
