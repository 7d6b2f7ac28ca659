using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Views of keys and values, made of pairs.</summary>
internal static class LookupView
{
    public const string KeyName = "Key";
    public const string ValueName = "Value";

    public static IDataView Of<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> pairs, bool treatValuesAsKeys)
    {
        KeyValuePair<TKey, TValue>[] items = [.. pairs];
        return new ArrayDataView(
            Column(KeyName, [.. items.Select(pair => pair.Key)]),
            treatValuesAsKeys ? KeyColumn([.. items.Select(pair => pair.Value)]) : Column(ValueName, [.. items.Select(pair => pair.Value)]));
    }

    public static IDataView Of<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue[]>> pairs)
    {
        KeyValuePair<TKey, TValue[]>[] items = [.. pairs];
        return new ArrayDataView(Column(KeyName, [.. items.Select(pair => pair.Key)]), VectorColumn(ValueName, [.. items.Select(pair => pair.Value)]));
    }

    private static ArrayColumn Column<T>(string name, T[] values)
    {
        PrimitiveDataViewType type = TypeOf<T>();
        return values is string[] texts
            ? ArrayColumn.Create(name, type, Array.ConvertAll(texts, text => text.AsMemory()))
            : ArrayColumn.Create(name, type, values);
    }

    private static ArrayColumn VectorColumn<T>(string name, T[][] values)
    {
        PrimitiveDataViewType itemType = TypeOf<T>();
        int size = values.Length > 0 && values.All(value => value.Length == values[0].Length) ? values[0].Length : 0;
        var type = new VectorDataViewType(itemType, size);
        return values is string[][] texts
            ? ArrayColumn.Create(name, type, Array.ConvertAll(texts, t => new VBuffer<ReadOnlyMemory<char>>(t.Length, Array.ConvertAll(t, x => x.AsMemory()))))
            : ArrayColumn.Create(name, type, Array.ConvertAll(values, v => new VBuffer<T>(v.Length, v)));
    }

    // uint and ulong are raw keys as they are; other values are numbered from 1 in the order in which they come.
    private static ArrayColumn KeyColumn<T>(T[] values)
    {
        TypeOf<T>();
        T[] distinct = [.. values.Distinct()];
        DataViewSchema.Annotations annotations = KeyValues(distinct);

        // By the type of the items: at run time an array of int passes for one of uint.
        if (typeof(T) == typeof(ulong))
            return ArrayColumn.Create(ValueName, new KeyDataViewType(typeof(ulong), distinct.Length), (ulong[])(object)values, annotations);
        var type = new KeyDataViewType(typeof(uint), distinct.Length);
        if (typeof(T) == typeof(uint))
            return ArrayColumn.Create(ValueName, type, (uint[])(object)values, annotations);
        return ArrayColumn.Create(ValueName, type, Array.ConvertAll(values, value => (uint)Array.IndexOf(distinct, value) + 1), annotations);
    }

    private static DataViewSchema.Annotations KeyValues<T>(T[] distinct)
    {
        ReadOnlyMemory<char>[] texts = [.. distinct.Select(value => value.ToString().AsMemory())];
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddKeyValues(
            texts.Length,
            TextDataViewType.Instance,
            ValueCopy<VBuffer<ReadOnlyMemory<char>>>.GetterOf(new VBuffer<ReadOnlyMemory<char>>(texts.Length, texts)));
        return builder.ToAnnotations();
    }

    private static PrimitiveDataViewType TypeOf<T>()
        => ColumnTypeExtensions.PrimitiveTypeOrNull(typeof(T))
            ?? throw new InvalidOperationException($"Unsupported type {typeof(T)} used in mapping.");
}
