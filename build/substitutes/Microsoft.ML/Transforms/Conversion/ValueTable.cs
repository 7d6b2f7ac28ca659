using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A table of values by keys.</summary>
internal abstract class ValueTable
{
    public static ValueTable Create(IHost host, ArrayColumn keys, ArrayColumn values)
        => (ValueTable)Activator.CreateInstance(
            typeof(ValueTable<,>).MakeGenericType(keys.Column.Type.RawType, values.Column.Type.RawType),
            System.Reflection.BindingFlags.DoNotWrapExceptions | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance,
            null,
            [host, keys, values],
            null);

    public abstract Delegate MakeGetter(DataViewRow input, DataViewSchema.Column column);
}

internal sealed class ValueTable<TKey, TValue> : ValueTable
{
    private readonly Dictionary<TKey, int> _rows = new(TextComparer.EqualityFor<TKey>());
    private readonly TValue[] _values;

    public ValueTable(IHost host, ArrayColumn keys, ArrayColumn values)
    {
        _values = ((ArrayColumn<TValue>)values).Values;
        foreach (TKey key in ((ArrayColumn<TKey>)keys).Values)
        {
            if (!_rows.TryAdd(key, _rows.Count))
                throw host.Except($"Duplicate keys in data '{key}'");
        }
    }

    public override Delegate MakeGetter(DataViewRow input, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<TKey> getter = input.GetGetter<TKey>(column);
            TKey key = default;
            return (ValueGetter<TValue>)((ref TValue destination) =>
            {
                getter(ref key);
                Map(key, ref destination);
            });
        }

        ValueGetter<VBuffer<TKey>> vectors = input.GetGetter<VBuffer<TKey>>(column);
        VBuffer<TKey> keys = default;
        VBuffer<TKey> dense = default;
        return (ValueGetter<VBuffer<TValue>>)((ref VBuffer<TValue> destination) =>
        {
            vectors(ref keys);
            keys.CopyToDense(ref dense);
            VBufferEditor<TValue> editor = VBufferEditor.Create(ref destination, dense.Length);
            ReadOnlySpan<TKey> items = dense.GetValues();
            for (int i = 0; i < items.Length; i++)
                Map(items[i], ref editor.Values[i]);
            destination = editor.Commit();
        });
    }

    private void Map(TKey key, ref TValue destination)
    {
        if (_rows.TryGetValue(key, out int row))
            ValueCopy<TValue>.Copy(ref _values[row], ref destination);
        else
            destination = default;
    }
}
