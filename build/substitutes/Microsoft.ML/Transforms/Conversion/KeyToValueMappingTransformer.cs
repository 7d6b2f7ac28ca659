using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps keys to the values in their column's annotation; a missing key becomes a missing value, or the default where there is none.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    private const string Kind = "KeyToValue";

    internal KeyToValueMappingTransformer(IHostEnvironment env, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), columns)
    {
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        SaveColumns(ctx);
    }

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(Kind, (env, ctx) => new KeyToValueMappingTransformer(env, LoadColumns(ctx)));

    private sealed class Mapper : OneToOneMapperBase
    {
        private readonly KeyToValueMappingTransformer _parent;
        private readonly DataViewType[] _types;

        public Mapper(KeyToValueMappingTransformer parent, DataViewSchema inputSchema)
            : base(parent, inputSchema)
        {
            _parent = parent;
            _types = new DataViewType[parent.ColumnPairs.Length];
            for (int i = 0; i < _types.Length; i++)
            {
                DataViewType values = Input(i).GetAnnotationTypeOrNull(AnnotationUtils.Kinds.KeyValues)
                    ?? throw parent.Host.Except("Metadata KeyValues does not exist");
                parent.Host.Check(
                    values.GetVectorSize() == Input(i).Type.GetItemType().GetKeyCountAsInt32(),
                    "KeyValues metadata size does not match column type key count");
                _types[i] = Input(i).Type is VectorDataViewType vector
                    ? new VectorDataViewType((PrimitiveDataViewType)values.GetItemType(), vector.Dimensions)
                    : values.GetItemType();
            }
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. _parent.ColumnPairs.Select((pair, i) =>
            {
                var annotations = new DataViewSchema.Annotations.Builder();
                annotations.Add(Input(i).Annotations, name => name == AnnotationUtils.Kinds.SlotNames);
                return new DataViewSchema.DetachedColumn(pair.OutputColumnName, _types[i], annotations.ToAnnotations());
            })];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            DataViewSchema.Column column = Input(output);
            return (Delegate)typeof(Mapper)
                .GetMethod(column.Type is VectorDataViewType ? nameof(Vector) : nameof(Scalar))
                .MakeGenericMethod(column.Type.GetItemType().RawType, _types[output].GetItemType().RawType)
                .Invoke(null, [input, column, _types[output].GetItemType()]);
        }

        public static ValueGetter<TValue> Scalar<TKey, TValue>(DataViewRow input, DataViewSchema.Column column, DataViewType itemType)
        {
            Func<TKey, TValue> map = MakeMap<TKey, TValue>(column, itemType);
            ValueGetter<TKey> getter = input.GetGetter<TKey>(column);
            TKey key = default;
            return (ref TValue destination) =>
            {
                getter(ref key);
                destination = map(key);
            };
        }

        public static ValueGetter<VBuffer<TValue>> Vector<TKey, TValue>(DataViewRow input, DataViewSchema.Column column, DataViewType itemType)
        {
            Func<TKey, TValue> map = MakeMap<TKey, TValue>(column, itemType);
            ValueGetter<VBuffer<TKey>> getter = input.GetGetter<VBuffer<TKey>>(column);
            VBuffer<TKey> keys = default;
            return (ref VBuffer<TValue> destination) =>
            {
                getter(ref keys);
                VBufferEditor<TValue> editor = VBufferEditor.Create(ref destination, keys.Length);
                if (!keys.IsDense)
                    editor.Values.Fill(map(default));
                ReadOnlySpan<TKey> values = keys.GetValues();
                ReadOnlySpan<int> indices = keys.GetIndices();
                for (int i = 0; i < values.Length; i++)
                    editor.Values[keys.IsDense ? i : indices[i]] = map(values[i]);
                destination = editor.Commit();
            };
        }

        private static Func<TKey, TValue> MakeMap<TKey, TValue>(DataViewSchema.Column column, DataViewType itemType)
        {
            VBuffer<TValue> keyValues = default;
            column.GetKeyValues(ref keyValues);
            var values = new TValue[keyValues.Length];
            keyValues.CopyTo(values);
            TValue missing = MissingValues.MissingOrDefault<TValue>();
            Func<TKey, ulong> widen = Keys.Widener<TKey>();
            return key =>
            {
                ulong raw = widen(key);
                return raw > 0 && raw <= (ulong)values.Length ? values[raw - 1] : missing;
            };
        }
    }
}
