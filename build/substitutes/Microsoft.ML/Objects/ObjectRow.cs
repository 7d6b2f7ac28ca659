namespace Microsoft.ML.Data;

/// <summary>A row over an object that can be exchanged.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Delegate[] _getters;
    private TRow _current;
    private long _position = -1;

    public ObjectRow(TypedColumn[] columns)
    {
        Schema = TypedColumn.SchemaOf(columns);
        _getters = [.. columns.Select(column => ObjectGetters<TRow>.Create(column, Current))];
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public void SetCurrent(TRow row)
    {
        Contracts.CheckValue(row, nameof(row));
        _current = row;
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => _getters[column.Index] as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(_getters[column.Index]);

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    private TRow Current() => _current ?? throw Contracts.Except(RowErrors.FetchValueState);
}
