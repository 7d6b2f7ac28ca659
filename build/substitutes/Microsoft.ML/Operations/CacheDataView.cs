using Microsoft.ML.Hashing;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view that keeps in memory what was read of it: a column is read once, when it is asked for or in the list of columns to prefetch.</summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IHostEnvironment _env;
    private readonly IDataView _source;
    private readonly ColumnBuffer[] _columns;
    private readonly object _lock = new();
    private long _rowCount;

    public CacheDataView(IHostEnvironment env, IDataView source, IReadOnlyCollection<DataViewSchema.Column> prefetch)
    {
        // A host of its own, so that what comes after draws the same random numbers as with the real package.
        _env = env.Register("Cache");
        _source = source;
        _columns = new ColumnBuffer[source.Schema.Count];
        _rowCount = source.GetRowCount() ?? -1;
        if (prefetch.Count > 0)
            Fill(prefetch);
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _rowCount < 0 ? null : _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        bool[] active = Schema.ActiveColumns(columns);
        int rows = Fill(columns);
        int[] order = rand == null ? null : Permutations.Random(rand, rows);
        int parts = Math.Max(1, n);
        return [.. Enumerable.Range(0, parts).Select(part => new Cursor(this, active, order, rows, part, parts))];
    }

    /// <summary>Reads what is not there yet, and gives the number of rows.</summary>
    private int Fill(IEnumerable<DataViewSchema.Column> columns)
    {
        lock (_lock)
        {
            DataViewSchema.Column[] missing = [.. columns.Where(column => _columns[column.Index] == null).DistinctBy(column => column.Index)];
            if (missing.Length == 0 && _rowCount >= 0)
                return (int)_rowCount;
            using DataViewRowCursor cursor = _source.GetRowCursor(missing);
            ColumnBuffer[] buffers = [.. missing.Select(column => ColumnBuffer.Create(cursor, column, (int)Math.Max(0, Math.Min(_rowCount, Array.MaxLength))))];
            int count = 0;
            for (; cursor.MoveNext(); count++)
            {
                if (count == Array.MaxLength)
                    throw _env.Except($"The input data view has too many rows. A cache can only hold up to {Array.MaxLength} rows");
                foreach (ColumnBuffer buffer in buffers)
                    buffer.Put(count);
            }

            for (int i = 0; i < missing.Length; i++)
                _columns[missing[i].Index] = buffers[i];
            _rowCount = count;
            return count;
        }
    }

    /// <summary>Takes the blocks of rows that are its part's, in turn with the other parts.</summary>
    private sealed class Cursor(CacheDataView parent, bool[] active, int[] order, int rows, int part, int parts) : RootCursorBase
    {
        private const int BlockRows = 64;

        private int _next = part * BlockRows;
        private int _row;

        public override DataViewSchema Schema => parent.Schema;

        public override long Batch => _next == 0 ? 0 : (_next - 1) / BlockRows;

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw RowErrors.NotActive(column);
            Delegate getter = parent._columns[column.Index].Getter(CurrentRow);
            return getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(getter);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)CurrentRow(), 0);

        protected override bool MoveNextCore()
        {
            if (_next % BlockRows == 0 && _next != part * BlockRows)
                _next += (parts - 1) * BlockRows;
            if (_next >= rows)
                return false;
            _row = order == null ? _next : order[_next];
            _next++;
            return true;
        }

        private int CurrentRow()
        {
            CheckGood();
            return _row;
        }
    }
}
