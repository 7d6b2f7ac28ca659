namespace Microsoft.ML.Data;

/// <summary>Getters of columns over the members of a current object.</summary>
internal static class ObjectGetters<TRow>
    where TRow : class
{
    public static Delegate Create(TypedColumn column, Func<TRow> current)
    {
        Type type = column.MemberType;
        if (type == typeof(string))
            return Text(column, current);
        if (type == typeof(string[]))
            return Texts(column, current);
        if (type.IsArray)
            return Generic.Invoke(Values<int>, type.GetElementType(), column, current);
        if (column.Type is VectorDataViewType vector)
            return Generic.Invoke(Vector<int>, vector.ItemType.RawType, column, current);
        return column.Type is KeyDataViewType
            ? Generic.Invoke(Key<int>, type, column, current)
            : Generic.Invoke(Value<int>, type, column, current);
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, string> read = MemberAccess<TRow, string>.Reader(column.Member);
        return (ref ReadOnlyMemory<char> destination) => destination = read(current()).AsMemory();
    }

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, string[]> read = MemberAccess<TRow, string[]>.Reader(column.Member);
        return (ref VBuffer<ReadOnlyMemory<char>> destination) =>
        {
            string[] texts = read(current()) ?? [];
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref destination, texts.Length);
            for (int i = 0; i < texts.Length; i++)
                editor.Values[i] = texts[i].AsMemory();
            destination = editor.Commit();
        };
    }

    private static Delegate Values<T>(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, T[]> read = MemberAccess<TRow, T[]>.Reader(column.Member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
        {
            T[] values = read(current());
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, values?.Length ?? 0);
            values.AsSpan().CopyTo(editor.Values);
            destination = editor.Commit();
        });
    }

    private static Delegate Vector<T>(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, VBuffer<T>> read = MemberAccess<TRow, VBuffer<T>>.Reader(column.Member);
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => read(current()).CopyTo(ref destination));
    }

    private static Delegate Value<T>(TypedColumn column, Func<TRow> current)
    {
        Func<TRow, T> read = MemberAccess<TRow, T>.Reader(column.Member);
        return (ValueGetter<T>)((ref T destination) => destination = read(current()));
    }

    // Only scalars are shifted from 0-based: the real package copies vectors of keys as they are.
    private static Delegate Key<T>(TypedColumn column, Func<TRow> current)
    {
        Contracts.Check(
            typeof(T) == typeof(ulong) || typeof(T) == typeof(uint) || typeof(T) == typeof(byte),
            $"The key column '{column.Name}' is held by the member '{column.Member.Name}' of type {typeof(T).Name}; it must be Byte, UInt32 or UInt64");
        Func<TRow, T> read = MemberAccess<TRow, T>.Reader(column.Member);
        Func<T, ulong> widen = Keys.Widener<T>();
        Func<ulong, T> narrow = Keys.Narrower<T>();
        ulong count = column.Type.GetKeyCount();
        return (ValueGetter<T>)((ref T destination) =>
        {
            ulong key = widen(read(current()));
            destination = narrow(key < count ? key + 1 : 0);
        });
    }
}
