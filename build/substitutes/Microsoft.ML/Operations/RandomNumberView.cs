using Microsoft.ML.Hashing;

namespace Microsoft.ML.Data;

/// <summary>A view with one more column of random numbers in [0, 1) that belong to the rows' positions; so that it does not shuffle.</summary>
internal sealed class RandomNumberView(IDataView source, string name, uint seed) : IDataView
{
    /// <summary>The seed where nobody gives one: splits are the same in each run unless a seed is set.</summary>
    public const int DefaultSeed = 42;

    private readonly ColumnBindings _bindings = new(source.Schema, [new DataViewSchema.DetachedColumn(name, NumberDataViewType.Single, Annotations())]);

    public bool CanShuffle => false;

    public DataViewSchema Schema => _bindings.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = Schema.ActiveColumns(columnsNeeded);
        bool[] input = _bindings.GetActiveInput(active);
        return new Cursor(this, source.GetRowCursor(source.Schema.Where(column => input[column.Index])), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded)];

    private static DataViewSchema.Annotations Annotations()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
        return builder.ToAnnotations();
    }

    private sealed class Cursor : SynchronizedCursorBase
    {
        private readonly RandomNumberView _parent;
        private readonly bool[] _active;
        private readonly TauswortheHybrid _random;
        private readonly ValueGetter<float> _getter;
        private long _drawn = -1;
        private float _value;

        public Cursor(RandomNumberView parent, DataViewRowCursor input, bool[] active)
            : base(input)
        {
            _parent = parent;
            _active = active;
            _random = new TauswortheHybrid(parent.Seed);
            _getter = GetNumber;
        }

        public override DataViewSchema Schema => _parent.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _active.Length && _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw RowErrors.NotActive(column);
            int index = _parent._bindings.MapColumnIndex(out bool isInput, column.Index);
            return isInput
                ? Input.GetGetter<TValue>(Input.Schema[index])
                : _getter as ValueGetter<TValue> ?? throw RowErrors.WrongType<TValue>(_getter);
        }

        private void GetNumber(ref float value)
        {
            Contracts.Check(Position >= 0, RowErrors.FetchValueState);
            for (; _drawn < Position; _drawn++)
                _value = _random.NextSingle();
            value = _value;
        }
    }

    private uint Seed { get; } = seed;
}
