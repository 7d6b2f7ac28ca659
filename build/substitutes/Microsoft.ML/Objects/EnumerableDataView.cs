using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view over objects in memory, or over objects that come one by one.</summary>
internal sealed class EnumerableDataView<TRow>(IHost host, IEnumerable<TRow> data, TypedColumn[] columns) : IDataView
    where TRow : class
{
    // An enumerable has one order only.
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = TypedColumn.SchemaOf(columns);

    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, Schema.ActiveColumns(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private IEnumerator<TRow> Enumerate() => data.GetEnumerator();

    private sealed class Cursor : RootCursorBase
    {
        private readonly EnumerableDataView<TRow> _parent;
        private readonly Delegate[] _getters;
        private readonly IEnumerator<TRow> _rows;
        private TRow _current;

        public Cursor(EnumerableDataView<TRow> parent, bool[] active)
        {
            _parent = parent;
            _getters = [.. parent.Columns.Select((column, i) => active[i] ? ObjectGetters<TRow>.Create(column, Current) : null)];
            _rows = parent.Enumerate();
        }

        public override DataViewSchema Schema => _parent.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
            => column.Index < _getters.Length && _getters[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _parent.Host.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return _getters[column.Index] as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(_getters[column.Index]);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
        {
            CheckGood();
            value = new DataViewRowId((ulong)Position, 0);
        };

        protected override bool MoveNextCore()
        {
            if (!_rows.MoveNext())
            {
                _current = null;
                return false;
            }

            _current = _rows.Current ?? throw _parent.Host.Except("Encountered null when iterating over data, this is not supported.");
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            _rows.Dispose();
            _current = null;
            base.Dispose(disposing);
        }

        private TRow Current() => _current ?? throw Contracts.Except(RowErrors.FetchValueState);
    }

    private IHost Host { get; } = host;

    private TypedColumn[] Columns { get; } = columns;
}
