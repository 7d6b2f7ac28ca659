namespace Microsoft.ML.Data;

internal static class RowErrors
{
    public const string FetchValueState =
        "Values cannot be fetched at this time. This method was called either before the first call to MoveNext, or at any point after that method returned false.";

    public static InvalidOperationException WrongType<TValue>(Delegate getter)
        => Contracts.Except($"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{getter.GetType().GetGenericArguments()[0]}'.");

    public static InvalidOperationException NotActive(DataViewSchema.Column column)
        => Contracts.Except($"The column '{column.Name}' is not active: it was not among the columns asked for when the cursor was made");
}
