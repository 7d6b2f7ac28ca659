using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal sealed class KeyVocabulary<T> : KeyVocabulary
{
    private readonly List<T> _values = [];
    private readonly Dictionary<T, uint> _keys = new(TextComparer.EqualityFor<T>());
    private readonly MissingValues.Test<T> _isMissing;

    public KeyVocabulary(PrimitiveDataViewType itemType)
        : base(itemType)
        => _isMissing = itemType is TextDataViewType
            ? (in T value) => ((ReadOnlyMemory<char>)(object)value).IsEmpty
            : MissingValues.OfItem<T>(itemType);

    public override int Count => _values.Count;

    public override Func<bool> MakeCollector(DataViewRow row, DataViewSchema.Column column, int maximum)
    {
        if (column.Type is VectorDataViewType)
        {
            ValueGetter<VBuffer<T>> vectors = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> vector = default;
            return () =>
            {
                vectors(ref vector);
                foreach (T item in vector.DenseValues())
                {
                    if (Count >= maximum)
                        return false;
                    TryAdd(item);
                }

                return Count < maximum;
            };
        }

        ValueGetter<T> values = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            values(ref value);
            TryAdd(value);
            return Count < maximum;
        };
    }

    public override void Sort()
    {
        T[] sorted = [.. _values.Order(TextComparer.OrderFor<T>())];
        _values.Clear();
        _keys.Clear();
        foreach (T value in sorted)
            TryAdd(value);
    }

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column, string outputName)
    {
        if (column.Type is not VectorDataViewType vector)
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            T value = default;
            return (ValueGetter<uint>)((ref uint destination) =>
            {
                getter(ref value);
                destination = KeyOf(value);
            });
        }

        ValueGetter<VBuffer<T>> vectors = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> values = default;
        return (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> destination) =>
        {
            vectors(ref values);
            if (vector.IsKnownSize && values.Length != vector.Size)
                throw Contracts.Except($"Column '{outputName}': TermTransform expects {vector.Size} slots, but got {values.Length}");
            VBufferEditor<uint> editor = VBufferEditor.Create(ref destination, values.Length);
            if (!values.IsDense)
                editor.Values.Fill(KeyOf(default));
            ReadOnlySpan<T> items = values.GetValues();
            ReadOnlySpan<int> indices = values.GetIndices();
            for (int i = 0; i < items.Length; i++)
                editor.Values[values.IsDense ? i : indices[i]] = KeyOf(items[i]);
            destination = editor.Commit();
        });
    }

    public override void AddKeyValues(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, bool asText)
    {
        if (Count == 0)
            return;

        // A key of a key stands for what the inner key stands for.
        if (ItemType is KeyDataViewType { Count: <= int.MaxValue } key
            && source.GetAnnotationTypeOrNull(AnnotationUtils.Kinds.KeyValues) is VectorDataViewType inner
            && inner.Size == (int)key.Count)
        {
            Generic.Invoke(AddInnerValues<int>, inner.ItemType.RawType, builder, source, inner.ItemType, asText);
            return;
        }

        Add(builder, [.. _values], ItemType, asText);
    }

    protected override void Write(BinaryWriter writer) => writer.WriteValues<T>(_values.ToArray());

    protected override void Read(BinaryReader reader)
    {
        foreach (T value in reader.ReadValues<T>())
            TryAdd(value);
    }

    private static void Add<TValue>(DataViewSchema.Annotations.Builder builder, TValue[] values, PrimitiveDataViewType type, bool asText)
    {
        if (asText && type is not TextDataViewType)
        {
            ReadOnlyMemory<char>[] texts = new ReadOnlyMemory<char>[values.Length];
            Func<TValue, ReadOnlyMemory<char>> toText = KeyTexts.Of<TValue>(type);
            for (int i = 0; i < values.Length; i++)
                texts[i] = toText(values[i]);
            Add(builder, texts, TextDataViewType.Instance, false);
            return;
        }

        builder.AddKeyValues(values.Length, type, ValueCopy<VBuffer<TValue>>.GetterOf(new VBuffer<TValue>(values.Length, values)));
    }

    private bool AddInnerValues<TInner>(DataViewSchema.Annotations.Builder builder, DataViewSchema.Column source, PrimitiveDataViewType innerType, bool asText)
    {
        VBuffer<TInner> inner = default;
        source.GetKeyValues(ref inner);
        Func<T, ulong> widen = Keys.Widener<T>();
        Add(builder, [.. _values.Select(value => inner.GetItemOrDefault((int)widen(value) - 1))], innerType, asText);
        return true;
    }

    private void TryAdd(T value)
    {
        if (!_isMissing(in value) && _keys.TryAdd(value, (uint)_values.Count + 1))
            _values.Add(value);
    }

    private uint KeyOf(T value) => _keys.GetValueOrDefault(value);
}
