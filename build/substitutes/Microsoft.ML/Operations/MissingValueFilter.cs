using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows that have no missing value in some columns.</summary>
internal sealed class MissingValueFilter : FilterView
{
    private readonly DataViewSchema.Column[] _columns;

    public MissingValueFilter(IHostEnvironment env, IDataView source, string[] columns)
        : base(source)
    {
        _columns = new DataViewSchema.Column[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            _columns[i] = source.Schema.GetColumnOrNull(columns[i])
                ?? throw env.ExceptUserArg("Columns", $"Source column '{columns[i]}' not found");
            env.CheckUserArg(Array.IndexOf(columns, columns[i]) == i, "Columns", $"Source column '{columns[i]}' specified multiple times");
            env.CheckUserArg(
                MissingValues.AreSupported(_columns[i].Type),
                "Columns",
                $"Column '{columns[i]}' has type {_columns[i].Type} which does not support missing values, so we cannot filter on them");
        }
    }

    protected override IEnumerable<DataViewSchema.Column> ConditionColumns => _columns;

    protected override Func<bool> MakeCondition(DataViewRow input)
    {
        Func<bool>[] missing = [.. _columns.Select(column => column.Type is VectorDataViewType vector
            ? Generic.Invoke(VectorIsMissing<int>, vector.ItemType.RawType, input, column)
            : Generic.Invoke(ItemIsMissing<int>, column.Type.RawType, input, column))];
        return () => !Array.Exists(missing, test => test());
    }

    private static Func<bool> ItemIsMissing<T>(DataViewRow input, DataViewSchema.Column column)
        => Test(input.GetGetter<T>(column), MissingValues.OfItem<T>(column.Type));

    private static Func<bool> VectorIsMissing<T>(DataViewRow input, DataViewSchema.Column column)
        => Test(input.GetGetter<VBuffer<T>>(column), MissingValues.OfVector<T>((VectorDataViewType)column.Type));

    private static Func<bool> Test<T>(ValueGetter<T> getter, MissingValues.Test<T> test)
    {
        T value = default;
        return () =>
        {
            getter(ref value);
            return test(in value);
        };
    }
}
