using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows with a number, or the place of a key within its range, between two bounds; or the other rows.</summary>
internal sealed class RangeFilter : FilterView
{
    private readonly DataViewSchema.Column _column;
    private readonly double _min;
    private readonly double _max;
    private readonly bool _complement;
    private readonly bool _includeMax;

    public RangeFilter(
        IHostEnvironment env, IDataView source, string column, double min, double max, bool complement = false, bool? includeMax = null)
        : base(source)
    {
        _column = source.Schema.GetColumnOrNull(column)
            ?? throw env.ExceptUserArg("Column", $"Source column '{column}' not found");
        if (!IsValidColumnType(_column.Type))
            throw env.ExceptUserArg("Column", $"Column '{column}' does not have compatible type");
        env.CheckUserArg(min <= max, "Min", "min must be less than or equal to max");
        _min = min;
        _max = max;
        _complement = complement;
        _includeMax = includeMax ?? (_column.Type is KeyDataViewType && max >= 1);
    }

    protected override IEnumerable<DataViewSchema.Column> ConditionColumns => [_column];

    public static bool IsValidColumnType(DataViewType type)
        => type.IsStandardNumber() || type is KeyDataViewType;

    protected override Func<bool> MakeCondition(DataViewRow input)
    {
        if (_column.Type is KeyDataViewType key)
            return Generic.Invoke(MakeKeyCondition<int>, key.RawType, input);
        if (_column.Type == NumberDataViewType.Single)
        {
            ValueGetter<float> single = input.GetGetter<float>(_column);
            float singleValue = 0;
            return () =>
            {
                single(ref singleValue);
                return Accepts(singleValue);
            };
        }

        if (_column.Type == NumberDataViewType.Double)
        {
            ValueGetter<double> number = input.GetGetter<double>(_column);
            double numberValue = 0;
            return () =>
            {
                number(ref numberValue);
                return Accepts(numberValue);
            };
        }

        throw Contracts.Except($"The column '{_column.Name}' cannot be filtered by a range");
    }

    private Func<bool> MakeKeyCondition<T>(DataViewRow input)
    {
        ulong count = _column.Type.GetKeyCount();
        ValueGetter<T> getter = input.GetGetter<T>(_column);
        Func<T, ulong> widen = Keys.Widener<T>();
        T value = default;
        return () =>
        {
            getter(ref value);
            ulong raw = widen(value);
            return raw != 0 && raw <= count && Accepts(((uint)raw - 0.5) / count);
        };
    }

    private bool Accepts(double value)
    {
        // The complement is written out because a NaN is in neither.
        if (_complement)
            return value < _min || (_includeMax ? value > _max : value >= _max);
        return value >= _min && (_includeMax ? value <= _max : value < _max);
    }
}
