namespace Microsoft.ML.Data;

/// <summary>A view without its first rows, or without those after a number of rows. Which rows are first must not depend on shuffling, so that it does not shuffle.</summary>
internal sealed class SkipTakeView(IDataView source, long skip, long take) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount()
        => source.GetRowCount() is long count ? Math.Min(Math.Max(0, count - skip), take) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        return new Cursor(source.GetRowCursor(columns), Schema.ActiveColumns(columns), skip, take);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(DataViewRowCursor input, bool[] active, long skip, long take) : LinkedCursorBase(input, active)
    {
        private long _toSkip = skip;
        private long _toTake = take;

        protected override bool MoveNextCore()
        {
            if (_toTake-- <= 0)
                return false;
            for (; _toSkip > 0; _toSkip--)
            {
                if (!Input.MoveNext())
                    return false;
            }

            return Input.MoveNext();
        }
    }
}
