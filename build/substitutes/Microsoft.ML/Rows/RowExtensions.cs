namespace Microsoft.ML.Data;

internal static class RowExtensions
{
    /// <summary>The column's getter, of the type that the column has.</summary>
    public static Delegate GetGetterDelegate(this DataViewRow row, DataViewSchema.Column column)
        => Generic.Invoke(GetGetter<int>, column.Type.RawType, row, column);

    private static Delegate GetGetter<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);
}
