namespace Microsoft.ML.Data;

/// <summary>A view whose rows a mapper makes out of another view's rows.</summary>
internal sealed class RowToRowMapperView : IDataView, IRowToRowMapper
{
    private readonly IRowMapper _mapper;
    private readonly ColumnBindings _bindings;

    public RowToRowMapperView(IDataView source, IRowMapper mapper)
    {
        Source = source;
        _mapper = mapper;
        _bindings = new ColumnBindings(source.Schema, mapper.GetOutputColumns());
    }

    public IDataView Source { get; }

    public bool CanShuffle => Source.CanShuffle;

    public DataViewSchema Schema => _bindings.Schema;

    public DataViewSchema InputSchema => Source.Schema;

    public DataViewSchema OutputSchema => _bindings.Schema;

    public long? GetRowCount() => Source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        return new Cursor(this, Source.GetRowCursor(ColumnsNeededFor(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        return [.. Source.GetRowCursorSet(ColumnsNeededFor(active), n, rand).Select(cursor => new Cursor(this, cursor, active))];
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => ColumnsNeededFor(Schema.ActiveColumns(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckValue(activeColumns, nameof(activeColumns));
        Contracts.Check(input.Schema == Source.Schema, "Schema of input row must be the same as the schema the mapper is bound to");
        return new Row(this, input, Schema.ActiveColumns(activeColumns));
    }

    private DataViewSchema.Column[] ColumnsNeededFor(bool[] active)
    {
        bool[] through = _bindings.GetActiveInput(active);
        Func<int, bool> needed = _mapper.GetDependencies(_bindings.GetActiveAdded(active));
        return [.. InputSchema.Where(column => through[column.Index] || needed(column.Index))];
    }

    private sealed class Row : WrappingRow
    {
        private readonly MappedGetters _getters;

        public Row(RowToRowMapperView parent, DataViewRow input, bool[] active)
            : base(input)
        {
            Schema = parent.Schema;
            _getters = new MappedGetters(parent._bindings, parent._mapper, input, active);
        }

        public override DataViewSchema Schema { get; }

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.Get<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _getters.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Cursor : SynchronizedCursorBase
    {
        private readonly MappedGetters _getters;

        public Cursor(RowToRowMapperView parent, DataViewRowCursor input, bool[] active)
            : base(input)
        {
            Schema = parent.Schema;
            _getters = new MappedGetters(parent._bindings, parent._mapper, input, active);
        }

        public override DataViewSchema Schema { get; }

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => IsColumnActive(column) ? _getters.Get<TValue>(column) : throw RowErrors.NotActive(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _getters.Dispose();
            base.Dispose(disposing);
        }
    }
}
