namespace Microsoft.ML.Data;

/// <summary>A view over arrays.</summary>
internal sealed class ArrayDataView : IDataView
{
    private readonly ArrayColumn[] _columns;
    private readonly int _rows;

    public ArrayDataView(params ArrayColumn[] columns)
    {
        _columns = columns;
        _rows = columns[0].Count;
        Schema = SchemaExtensions.MakeSchema(columns.Select(column => column.Column));
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, Schema.ActiveColumns(columnsNeeded), rand == null ? null : Hashing.Permutations.Random(rand, _rows));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ArrayDataView parent, bool[] active, int[] order) : RootCursorBase
    {
        public override DataViewSchema Schema => parent.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw RowErrors.NotActive(column);
            Delegate getter = parent._columns[column.Index].Getter(Row);
            return getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(getter);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Row(), 0);

        protected override bool MoveNextCore() => Position + 1 < parent._rows;

        private int Row()
        {
            CheckGood();
            return order == null ? (int)Position : order[Position];
        }
    }
}
