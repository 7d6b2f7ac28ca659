using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Hashing;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Hashes values into keys: each value of a vector by itself, or the vector as a whole.</summary>
public sealed class HashingTransformer : OneToOneTransformerBase
{
    private const string Kind = "Hash";

    private readonly HashingEstimator.ColumnOptions[] _columns;

    internal HashingTransformer(IHostEnvironment env, params HashingEstimator.ColumnOptions[] columns)
        : base(env.Register("Hash"), [.. columns.Select(column => (column.Name, column.InputColumnName))])
        => _columns = columns;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn)
    {
        if (!HashingEstimator.IsColumnTypeValid(inputSchema[inputColumn].Type))
            throw Host.ExceptParam(nameof(inputSchema), HashingEstimator.ExpectedColumnType);
    }

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(_columns.Length);
        foreach (HashingEstimator.ColumnOptions column in _columns)
        {
            ctx.Writer.Write(column.Name);
            ctx.Writer.Write(column.InputColumnName);
            ctx.Writer.Write(column.NumberOfBits);
            ctx.Writer.Write(column.Seed);
            ctx.Writer.Write(column.UseOrderedHashing);
            ctx.Writer.Write(column.Combine);
        }
    }

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(Kind, Load);

    private static HashingTransformer Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        BinaryReader reader = ctx.Reader;
        var columns = new HashingEstimator.ColumnOptions[reader.ReadCount()];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = new HashingEstimator.ColumnOptions(reader.ReadString(), reader.ReadString(), reader.ReadInt32(), reader.ReadUInt32(), reader.ReadBoolean())
            {
                Combine = reader.ReadBoolean(),
            };
            env.CheckDecode(columns[i].NumberOfBits is >= 1 and <= 31, $"Corrupt model file: a hash of {columns[i].NumberOfBits} bits");
        }

        return new HashingTransformer(env, columns);
    }

    private sealed class Mapper(HashingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent._columns.Select((column, i) =>
            {
                var annotations = new DataViewSchema.Annotations.Builder();
                annotations.Add(Input(i).Annotations, name => name == AnnotationUtils.Kinds.SlotNames);
                var key = new KeyDataViewType(typeof(uint), 1UL << column.NumberOfBits);
                DataViewType type = Input(i).Type is VectorDataViewType vector && !column.Combine ? new VectorDataViewType(key, vector.Size) : key;
                return new DataViewSchema.DetachedColumn(column.Name, type, annotations.ToAnnotations());
            })];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            DataViewSchema.Column column = Input(output);
            HashingEstimator.ColumnOptions options = parent._columns[output];
            Type item = column.Type.GetItemType().RawType;
            if (column.Type is not VectorDataViewType)
                return Generic.Invoke(Scalar<int>, item, input, column, options);
            return options.Combine
                ? Generic.Invoke(Combined<int>, item, input, column, options)
                : Generic.Invoke(Vector<int>, item, input, column, options);
        }

        private static ValueGetter<uint> Scalar<T>(DataViewRow input, DataViewSchema.Column column, HashingEstimator.ColumnOptions options)
        {
            var hasher = new ValueHasher<T>(column.Type, options.NumberOfBits);
            uint seed = options.UseOrderedHashing ? Murmur.Round(options.Seed, 0) : options.Seed;
            ValueGetter<T> getter = input.GetGetter<T>(column);
            T value = default;
            return (ref uint destination) =>
            {
                getter(ref value);
                destination = hasher.Hash(seed, in value);
            };
        }

        private static ValueGetter<uint> Combined<T>(DataViewRow input, DataViewSchema.Column column, HashingEstimator.ColumnOptions options)
        {
            var hasher = new ValueHasher<T>(column.Type.GetItemType(), options.NumberOfBits);
            uint seed = options.Seed;
            ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(column);
            VBuffer<T> value = default;
            return (ref uint destination) =>
            {
                getter(ref value);
                destination = hasher.HashAll(seed, in value);
            };
        }

        private static ValueGetter<VBuffer<uint>> Vector<T>(DataViewRow input, DataViewSchema.Column column, HashingEstimator.ColumnOptions options)
        {
            var hasher = new ValueHasher<T>(column.Type.GetItemType(), options.NumberOfBits);
            uint seed = options.Seed;
            bool ordered = options.UseOrderedHashing;
            bool defaultIsMissing = hasher.Hash(seed, default) == 0;
            ValueGetter<VBuffer<T>> getter = input.GetGetter<VBuffer<T>>(column);
            VBuffer<T> value = default;
            VBuffer<T> dense = default;
            return (ref VBuffer<uint> destination) =>
            {
                getter(ref value);
                if (!value.IsDense && !defaultIsMissing)
                {
                    value.CopyToDense(ref dense);
                    (value, dense) = (dense, value);
                }

                ReadOnlySpan<T> values = value.GetValues();
                ReadOnlySpan<int> indices = value.GetIndices();
                VBufferEditor<uint> editor = VBufferEditor.Create(ref destination, value.Length, values.Length);
                indices.CopyTo(editor.Indices);
                for (int i = 0; i < values.Length; i++)
                {
                    int slot = value.IsDense ? i : indices[i];
                    editor.Values[i] = hasher.Hash(ordered ? Murmur.Round(seed, (uint)slot) : seed, in values[i]);
                }

                destination = editor.Commit();
            };
        }
    }
}
