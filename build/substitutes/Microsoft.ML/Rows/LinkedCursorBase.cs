namespace Microsoft.ML.Data;

/// <summary>A cursor over another that it moves at its own pace, with the same columns.</summary>
internal abstract class LinkedCursorBase : RootCursorBase
{
    private readonly bool[] _active;
    private bool _disposed;

    protected LinkedCursorBase(DataViewRowCursor input, bool[] active)
    {
        Input = input;
        _active = active;
    }

    public override DataViewSchema Schema => Input.Schema;

    protected DataViewRowCursor Input { get; }

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => IsColumnActive(column) ? Input.GetGetter<TValue>(column) : throw RowErrors.NotActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (!_disposed && disposing)
            Input.Dispose();
        _disposed = true;
        base.Dispose(disposing);
    }
}
