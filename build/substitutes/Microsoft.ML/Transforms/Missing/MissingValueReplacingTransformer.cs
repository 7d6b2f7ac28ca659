using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces missing numbers by what was learned, for all slots of a vector or for each.</summary>
public sealed class MissingValueReplacingTransformer : OneToOneTransformerBase
{
    private const string Kind = "ReplaceMissingValues";

    private readonly double[][] _replacements;

    internal MissingValueReplacingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, double[][] replacements)
        : base(env.Register(nameof(MissingValueReplacingTransformer)), columns)
        => _replacements = replacements;

    internal static void CheckType(IHost host, DataViewSchema.Column column)
    {
        if (!column.Type.GetItemType().IsStandardNumber())
            throw host.ExceptParam("inputSchema", $"Type '{column.Type}' of the column '{column.Name}' has no missing values to replace: Single and Double have");
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn) => CheckType(Host, inputSchema[inputColumn]);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        SaveColumns(ctx);
        foreach (double[] replacement in _replacements)
            ctx.Writer.WriteValues<double>(replacement);
    }

    [ModuleInitializer]
    internal static void Register()
        => ModelKinds.Register(Kind, (env, ctx) =>
        {
            (string, string)[] columns = LoadColumns(ctx);
            return new MissingValueReplacingTransformer(env, columns, [.. columns.Select(_ => ctx.Reader.ReadValues<double>())]);
        });

    private sealed class Mapper(MissingValueReplacingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select((pair, i) =>
            {
                var annotations = new DataViewSchema.Annotations.Builder();
                annotations.Add(Input(i).Annotations, name => name is AnnotationUtils.Kinds.SlotNames or AnnotationUtils.Kinds.IsNormalized);
                return new DataViewSchema.DetachedColumn(pair.OutputColumnName, Input(i).Type, annotations.ToAnnotations());
            })];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return Input(output).Type.GetItemType() == NumberDataViewType.Single
                ? MakeGetter<float>(input, Input(output), parent._replacements[output])
                : MakeGetter<double>(input, Input(output), parent._replacements[output]);
        }

        private static Delegate MakeGetter<T>(DataViewRow input, DataViewSchema.Column column, double[] replacements)
            where T : struct, IFloatingPointIeee754<T>
        {
            T[] values = Array.ConvertAll(replacements, T.CreateTruncating);
            if (column.Type is not VectorDataViewType)
            {
                ValueGetter<T> scalar = input.GetGetter<T>(column);
                return (ValueGetter<T>)((ref T destination) =>
                {
                    scalar(ref destination);
                    if (T.IsNaN(destination))
                        destination = values[0];
                });
            }

            ValueGetter<VBuffer<T>> vector = input.GetGetter<VBuffer<T>>(column);
            return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) =>
            {
                vector(ref destination);
                VBufferEditor<T> editor = VBufferEditor.CreateFromBuffer(ref destination);
                for (int i = 0; i < editor.Values.Length; i++)
                {
                    if (T.IsNaN(editor.Values[i]))
                        editor.Values[i] = values[values.Length == 1 ? 0 : destination.IsDense ? i : editor.Indices[i]];
                }
            });
        }
    }
}
