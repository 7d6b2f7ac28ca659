namespace Microsoft.ML.Data;

/// <summary>Values of one column, kept by slot.</summary>
internal abstract class ColumnBuffer
{
    public abstract Delegate Getter(Func<int> slot);

    /// <summary>Keeps the row's current value; slots grow one after the other.</summary>
    public abstract void Put(int slot);

    public static ColumnBuffer Create(DataViewRow row, DataViewSchema.Column column, int capacity)
        => Generic.Invoke(Create<int>, column.Type.RawType, row, column, capacity);

    public static ColumnBuffer<DataViewRowId> CreateForIds(DataViewRow row, int capacity) => new(row.GetIdGetter(), capacity);

    private static ColumnBuffer Create<T>(DataViewRow row, DataViewSchema.Column column, int capacity)
        => new ColumnBuffer<T>(row.GetGetter<T>(column), capacity);
}

internal sealed class ColumnBuffer<T>(ValueGetter<T> source, int capacity) : ColumnBuffer
{
    private T[] _values = new T[capacity];

    public override void Put(int slot)
    {
        if (slot >= _values.Length)
            Array.Resize(ref _values, Math.Max(16, (int)Math.Min(Array.MaxLength, _values.Length * 2L)));
        source(ref _values[slot]);
    }

    public override Delegate Getter(Func<int> slot) => TypedGetter(slot);

    public ValueGetter<T> TypedGetter(Func<int> slot) => (ref T value) => ValueCopy<T>.Copy(ref _values[slot()], ref value);
}
