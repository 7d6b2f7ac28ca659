namespace Microsoft.ML.Data;

/// <summary>Some of a view's columns.</summary>
internal sealed class SelectedColumnsView : IDataView, IRowToRowMapper
{
    private readonly IDataView _source;
    private readonly int[] _inputs;

    public SelectedColumnsView(IDataView source, int[] inputs)
    {
        _source = source;
        _inputs = inputs;
        Schema = SchemaExtensions.MakeSchema(inputs.Select(index => new DataViewSchema.DetachedColumn(source.Schema[index])));
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema { get; }

    public DataViewSchema InputSchema => _source.Schema;

    public DataViewSchema OutputSchema => Schema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        return new Cursor(this, _source.GetRowCursor(Dependencies(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        return [.. _source.GetRowCursorSet(Dependencies(active), n, rand).Select(cursor => new Cursor(this, cursor, active))];
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => Dependencies(Schema.ActiveColumns(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new Row(this, input, Schema.ActiveColumns(activeColumns));

    private DataViewSchema.Column[] Dependencies(bool[] active)
    {
        var needed = new bool[InputSchema.Count];
        for (int i = 0; i < active.Length; i++)
            needed[_inputs[i]] |= active[i];
        return [.. InputSchema.Where(column => needed[column.Index])];
    }

    private sealed class Row(SelectedColumnsView parent, DataViewRow input, bool[] active) : WrappingRow(input)
    {
        public override DataViewSchema Schema => parent.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Input.GetGetter<TValue>(Input.Schema[parent._inputs[column.Index]]);
    }

    private sealed class Cursor(SelectedColumnsView parent, DataViewRowCursor input, bool[] active) : SynchronizedCursorBase(input)
    {
        public override DataViewSchema Schema => parent.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => IsColumnActive(column)
                ? Input.GetGetter<TValue>(Input.Schema[parent._inputs[column.Index]])
                : throw RowErrors.NotActive(column);
    }
}
