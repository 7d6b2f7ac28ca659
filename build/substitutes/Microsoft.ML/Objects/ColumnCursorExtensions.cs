namespace Microsoft.ML.Data;

/// <summary>Reads one column.</summary>
public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        Contracts.CheckValue(data, nameof(data));
        return GetColumn<T>(data, data.Schema[columnName]);
    }

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(column.Name, nameof(column));
        DataViewSchema.Column present = data.Schema[column.Index];
        if (present.Name != column.Name || present.Type != column.Type)
        {
            throw Contracts.ExceptParam(
                nameof(column),
                $"column with name {column.Name}, type {column.Type}, and index {column.Index} cannot be found in {nameof(data)}");
        }

        if (column.Type.RawType == typeof(T))
            return Read<T, T>(data, column, value => value);
        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
            return (IEnumerable<T>)Read<ReadOnlyMemory<char>, string>(data, column, text => text.ToString());
        if (typeof(T).IsArray)
        {
            if (column.Type is not VectorDataViewType vector)
            {
                throw Contracts.ExceptParam(
                    nameof(column),
                    $"Cannot load vector type, {column.Type}, specified in {nameof(column)} to the user-defined type, {typeof(T)}.");
            }

            Type item = typeof(T).GetElementType();
            if (item == vector.ItemType.RawType)
                return (IEnumerable<T>)Generic.Invoke(ReadArrays<int>, item, data, column);
            if (item == typeof(string) && vector.ItemType is TextDataViewType)
            {
                return (IEnumerable<T>)Read<VBuffer<ReadOnlyMemory<char>>, string[]>(data, column, ToStrings);
            }
        }

        throw Contracts.ExceptParam(
            nameof(column),
            $"Cannot map column (name: {column.Name}, type: {column.Type}) in {nameof(data)} to the user-defined type, {typeof(T)}.");
    }

    /// <summary>What a sparse vector leaves out has no text at all: null, not an empty one.</summary>
    private static string[] ToStrings(VBuffer<ReadOnlyMemory<char>> texts)
    {
        var strings = new string[texts.Length];
        foreach (KeyValuePair<int, ReadOnlyMemory<char>> text in texts.Items())
            strings[text.Key] = text.Value.ToString();
        return strings;
    }

    private static object ReadArrays<T>(IDataView data, DataViewSchema.Column column)
        => Read<VBuffer<T>, T[]>(data, column, vector =>
        {
            var values = new T[vector.Length];
            vector.CopyTo(values);
            return values;
        });

    private static IEnumerable<TResult> Read<T, TResult>(IDataView data, DataViewSchema.Column column, Func<T, TResult> convert)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(column);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        T value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            yield return convert(value);
        }
    }
}
