using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Converts columns to another type; a key stays a key.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    private const string Kind = "ConvertType";

    internal TypeConvertingTransformer(IHostEnvironment env, DataKind outputKind, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register("Convert"), columns)
        => OutputKind = outputKind;

    internal DataKind OutputKind { get; }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write((byte)OutputKind);
        SaveColumns(ctx);
    }

    [ModuleInitializer]
    internal static void Register()
        => ModelKinds.Register(Kind, (env, ctx) => new TypeConvertingTransformer(env, (DataKind)ctx.Reader.ReadByte(), LoadColumns(ctx)));

    private static PrimitiveDataViewType NewItemType(DataViewType source, DataKind kind)
    {
        PrimitiveDataViewType type = ColumnTypeExtensions.PrimitiveTypeFromKind(kind);
        return source is KeyDataViewType key && KeyDataViewType.IsValidDataType(type.RawType)
            ? new KeyDataViewType(type.RawType, Math.Min(key.Count, ValueConversions.Largest(type.RawType)))
            : type;
    }

    private sealed class Mapper : OneToOneMapperBase
    {
        private readonly TypeConvertingTransformer _parent;
        private readonly DataViewType[] _types;

        public Mapper(TypeConvertingTransformer parent, DataViewSchema inputSchema)
            : base(parent, inputSchema)
        {
            _parent = parent;
            _types = new DataViewType[parent.ColumnPairs.Length];
            for (int i = 0; i < _types.Length; i++)
            {
                DataViewType source = Input(i).Type;
                PrimitiveDataViewType item = NewItemType(source.GetItemType(), parent.OutputKind);
                bool losesKey = source.GetItemType() is KeyDataViewType && item is not KeyDataViewType;
                if (losesKey || ValueConversions.GetOrNull(source.GetItemType(), item) == null)
                {
                    throw parent.Host.ExceptParam(
                        nameof(inputSchema),
                        $"source column '{parent.ColumnPairs[i].InputColumnName}' with item type '{source}' is not compatible with destination type '{item}'");
                }

                _types[i] = source is VectorDataViewType vector ? new VectorDataViewType(item, vector.Dimensions) : item;
            }
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. _parent.ColumnPairs.Select((pair, i) => new DataViewSchema.DetachedColumn(pair.OutputColumnName, _types[i], Annotations(i)))];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return ConvertedGetters.Create(input, Input(output), _types[output].GetItemType());
        }

        private DataViewSchema.Annotations Annotations(int pair)
        {
            DataViewType source = Input(pair).Type.GetItemType();
            DataViewType item = _types[pair].GetItemType();
            var builder = new DataViewSchema.Annotations.Builder();
            if (_types[pair].IsKnownSizeVector())
                builder.Add(Input(pair).Annotations, name => name == AnnotationUtils.Kinds.SlotNames);
            if (source.GetKeyCount() > 0 && source.GetKeyCount() == item.GetKeyCount())
                builder.Add(Input(pair).Annotations, name => name == AnnotationUtils.Kinds.KeyValues);
            if (source is NumberDataViewType && item is NumberDataViewType)
                builder.Add(Input(pair).Annotations, name => name == AnnotationUtils.Kinds.IsNormalized);
            if (Input(pair).Type is BooleanDataViewType && item is NumberDataViewType)
                builder.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
            return builder.ToAnnotations();
        }
    }
}
