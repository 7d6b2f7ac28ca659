namespace Microsoft.ML.NAO.Tests.Data;

/// <summary>A data view that counts how often its rows are read.</summary>
internal sealed class CountingView(IDataView inner) : IDataView
{
    /// <summary>How many cursors over at least one column there were.</summary>
    public int Reads { get; private set; }

    public bool CanShuffle => inner.CanShuffle;

    public DataViewSchema Schema => inner.Schema;

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        Count(columnsNeeded);
        return inner.GetRowCursor(columnsNeeded, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        Count(columnsNeeded);
        return inner.GetRowCursorSet(columnsNeeded, n, rand);
    }

    private void Count(IEnumerable<DataViewSchema.Column> columns) => Reads += columns.Any() ? 1 : 0;
}
