namespace Microsoft.ML.Data;

/// <summary>The rows of a view for which a condition on some columns holds.</summary>
internal abstract class FilterView(IDataView source) : IDataView
{
    public bool CanShuffle => Source.CanShuffle;

    public DataViewSchema Schema => Source.Schema;

    protected IDataView Source { get; } = source;

    /// <summary>The columns that the condition reads.</summary>
    protected abstract IEnumerable<DataViewSchema.Column> ConditionColumns { get; }

    // How many rows pass is known only after they are read.
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        return Filter(Source.GetRowCursor(InputColumns(active), CanShuffle ? rand : null), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        return [.. Source.GetRowCursorSet(InputColumns(active), n, CanShuffle ? rand : null).Select(cursor => Filter(cursor, active))];
    }

    /// <summary>The condition over a cursor's current row.</summary>
    protected abstract Func<bool> MakeCondition(DataViewRow input);

    private DataViewSchema.Column[] InputColumns(bool[] active)
    {
        bool[] needed = Schema.ActiveColumns(ConditionColumns);
        return [.. Schema.Where(column => active[column.Index] || needed[column.Index])];
    }

    private Cursor Filter(DataViewRowCursor input, bool[] active) => new(input, active, MakeCondition(input));

    private sealed class Cursor(DataViewRowCursor input, bool[] active, Func<bool> condition) : LinkedCursorBase(input, active)
    {
        public override long Batch => Input.Batch;

        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
            {
                if (condition())
                    return true;
            }

            return false;
        }
    }
}
