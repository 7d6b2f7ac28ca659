using Microsoft.ML.Hashing;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// A view in another order: the source's own shuffling where it can, and then each next row drawn from a pool of rows. The order is the
/// same at each pass, unless the one who asks for a cursor brings a random generator.
/// </summary>
internal sealed class ShuffledDataView : IDataView
{
    private readonly IDataView _source;
    private readonly int _poolRows;
    private readonly bool _shuffleSource;
    private readonly int _seed;

    public ShuffledDataView(IHostEnvironment env, IDataView source, int? seed, int poolRows, bool shuffleSource)
    {
        _source = source;
        _poolRows = poolRows;
        _shuffleSource = shuffleSource;
        _seed = seed ?? ((TauswortheHybrid)env.Register("RowShufflingTransformer").Rand).NextSigned();
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        rand ??= new TauswortheHybrid(_seed);
        Random sourceRandom = _shuffleSource ? new TauswortheHybrid(rand) : null;
        DataViewRowCursor input = _source.GetRowCursor(columns, _source.CanShuffle ? sourceRandom : null);
        return _poolRows == 1 ? input : new Cursor(input, Schema.ActiveColumns(columns), _poolRows, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : LinkedCursorBase
    {
        private readonly Random _rand;
        private readonly ColumnBuffer[] _buffers;
        private readonly ColumnBuffer<DataViewRowId> _ids;
        private readonly int[] _slots;
        private int _first;
        private int _live;
        private int _current;
        private bool _exhausted;

        public Cursor(DataViewRowCursor input, bool[] active, int poolRows, Random rand)
            : base(input, active)
        {
            _rand = rand;

            // One slot more than the pool: the row that is out must not be overwritten while the pool fills up.
            _slots = [.. Enumerable.Range(0, poolRows + 1)];
            _buffers = new ColumnBuffer[active.Length];
            for (int i = 0; i < active.Length; i++)
            {
                if (active[i])
                    _buffers[i] = ColumnBuffer.Create(input, input.Schema[i], 0);
            }

            _ids = ColumnBuffer.CreateForIds(input, 0);
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw RowErrors.NotActive(column);
            Delegate getter = _buffers[column.Index].Getter(CurrentSlot);
            return getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(getter);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => _ids.TypedGetter(CurrentSlot);

        protected override bool MoveNextCore()
        {
            while (!_exhausted && _live < _slots.Length - 1)
            {
                if (!Input.MoveNext())
                {
                    _exhausted = true;
                    break;
                }

                int slot = _slots[(_first + _live++) % _slots.Length];
                foreach (ColumnBuffer buffer in _buffers)
                    buffer?.Put(slot);
                _ids.Put(slot);
            }

            if (_live == 0)
                return false;
            int drawn = (_first + _rand.Next(_live)) % _slots.Length;
            (_slots[_first], _slots[drawn]) = (_slots[drawn], _slots[_first]);
            _current = _slots[_first];
            _first = (_first + 1) % _slots.Length;
            _live--;
            return true;
        }

        private int CurrentSlot()
        {
            CheckGood();
            return _current;
        }
    }
}
