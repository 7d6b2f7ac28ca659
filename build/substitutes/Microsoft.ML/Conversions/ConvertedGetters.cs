namespace Microsoft.ML.Data;

/// <summary>Getters of columns in another type of item.</summary>
internal static class ConvertedGetters
{
    public static Delegate Create(DataViewRow row, DataViewSchema.Column column, DataViewType itemType)
        => (Delegate)typeof(ConvertedGetters)
            .GetMethod(column.Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar))
            .MakeGenericMethod(column.Type.GetItemType().RawType, itemType.RawType)
            .Invoke(null, [row, column, itemType]);

    public static ValueGetter<TDst> Scalar<TSrc, TDst>(DataViewRow row, DataViewSchema.Column column, DataViewType itemType)
    {
        ValueMapper<TSrc, TDst> convert = ValueConversions.Get<TSrc, TDst>(column.Type, itemType);
        ValueGetter<TSrc> getter = row.GetGetter<TSrc>(column);
        TSrc value = default;
        return (ref TDst destination) =>
        {
            getter(ref value);
            convert(in value, ref destination);
        };
    }

    public static ValueGetter<VBuffer<TDst>> Vector<TSrc, TDst>(DataViewRow row, DataViewSchema.Column column, DataViewType itemType)
    {
        ValueMapper<TSrc, TDst> convert = ValueConversions.Get<TSrc, TDst>(column.Type.GetItemType(), itemType);
        ValueGetter<VBuffer<TSrc>> getter = row.GetGetter<VBuffer<TSrc>>(column);
        VBuffer<TSrc> value = default;

        // Where the default does not become the default, such as no text that becomes "", a sparse vector becomes a dense one.
        TDst defaultValue = default;
        TSrc sourceDefault = default;
        convert(in sourceDefault, ref defaultValue);
        bool keepsDefault = EqualityComparer<TDst>.Default.Equals(defaultValue, default) || typeof(TDst) == typeof(ReadOnlyMemory<char>);
        return (ref VBuffer<TDst> destination) =>
        {
            getter(ref value);
            ReadOnlySpan<TSrc> values = value.GetValues();
            VBufferEditor<TDst> editor = VBufferEditor.Create(ref destination, value.Length, keepsDefault ? values.Length : value.Length);
            if (value.IsDense || keepsDefault)
            {
                for (int i = 0; i < values.Length; i++)
                    convert(in values[i], ref editor.Values[i]);
                value.GetIndices().CopyTo(editor.Indices);
            }
            else
            {
                editor.Values.Fill(defaultValue);
                ReadOnlySpan<int> indices = value.GetIndices();
                for (int i = 0; i < values.Length; i++)
                    convert(in values[i], ref editor.Values[indices[i]]);
            }

            destination = editor.Commit();
        };
    }
}
