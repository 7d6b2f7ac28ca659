using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Changes the case of texts, and removes punctuation, numbers and diacritical marks.</summary>
public sealed class TextNormalizingTransformer : OneToOneTransformerBase
{
    internal const string Expected = "String or vector of String";

    private const string Kind = "NormalizeText";

    private readonly TextNormalization _normalization;

    internal TextNormalizingTransformer(
        IHostEnvironment env, TextNormalization normalization, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(TextNormalizingTransformer)), columns)
        => _normalization = normalization;

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn)
    {
        if (inputSchema[inputColumn].Type.GetItemType() is not TextDataViewType)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", inputSchema[inputColumn].Name, Expected, inputSchema[inputColumn].Type.ToString());
    }

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        SaveColumns(ctx);
        ctx.Writer.Write((byte)_normalization.Case);
        ctx.Writer.Write(_normalization.KeepDiacritics);
        ctx.Writer.Write(_normalization.KeepPunctuations);
        ctx.Writer.Write(_normalization.KeepNumbers);
    }

    [ModuleInitializer]
    internal static void Register()
        => ModelKinds.Register(Kind, (env, ctx) =>
        {
            (string, string)[] columns = LoadColumns(ctx);
            var normalization = new TextNormalization(
                (TextNormalizingEstimator.CaseMode)ctx.Reader.ReadByte(), ctx.Reader.ReadBoolean(), ctx.Reader.ReadBoolean(), ctx.Reader.ReadBoolean());
            return new TextNormalizingTransformer(env, normalization, columns);
        });

    private sealed class Mapper(TextNormalizingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        // A text of which nothing is left is no longer in a vector, whose size varies therefore.
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select((pair, i) => new DataViewSchema.DetachedColumn(
                pair.OutputColumnName, Input(i).Type is VectorDataViewType ? new VectorDataViewType(TextDataViewType.Instance) : Input(i).Type, null))];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return Input(output).Type is VectorDataViewType ? MakeVectorGetter(input, Input(output)) : MakeGetter(input, Input(output));
        }

        private ValueGetter<ReadOnlyMemory<char>> MakeGetter(DataViewRow input, DataViewSchema.Column column)
        {
            ValueGetter<ReadOnlyMemory<char>> getter = input.GetGetter<ReadOnlyMemory<char>>(column);
            return (ref ReadOnlyMemory<char> destination) =>
            {
                getter(ref destination);
                destination = parent._normalization.Apply(destination);
            };
        }

        private ValueGetter<VBuffer<ReadOnlyMemory<char>>> MakeVectorGetter(DataViewRow input, DataViewSchema.Column column)
        {
            ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = input.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
            VBuffer<ReadOnlyMemory<char>> source = default;
            return (ref VBuffer<ReadOnlyMemory<char>> destination) =>
            {
                getter(ref source);
                var texts = new List<ReadOnlyMemory<char>>();
                foreach (ReadOnlyMemory<char> text in source.GetValues())
                {
                    ReadOnlyMemory<char> normalized = parent._normalization.Apply(text);
                    if (!normalized.IsEmpty)
                        texts.Add(normalized);
                }

                destination = new VBuffer<ReadOnlyMemory<char>>(texts.Count, [.. texts]);
            };
        }
    }
}
