using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Brings numbers to the scale that was learned.</summary>
public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    private const string Kind = "Normalize";

    private readonly ColumnNormalizer[] _normalizers;

    internal NormalizingTransformer(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, ColumnNormalizer[] normalizers)
        : base(env.Register(nameof(NormalizingTransformer)), columns)
        => _normalizers = normalizers;

    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        Host.CheckUserArg(
            index >= 0 && index < _normalizers.Length,
            nameof(index),
            $"Not valid. Valid range is from 0 (inclusive) to {_normalizers.Length} (exclusive) but got {index}.");
        return _normalizers[index].Parameters;
    }

    internal static void CheckType(IHost host, DataViewSchema.Column column)
    {
        const string Expected = "scalar or known-size vector of Single";
        if (column.Type is VectorDataViewType { IsKnownSize: false })
            throw host.ExceptSchemaMismatch("inputSchema", "input", column.Name, Expected, "variable-size vector");
        if (!column.Type.GetItemType().IsStandardNumber())
            throw host.ExceptSchemaMismatch("inputSchema", "input", column.Name, Expected, column.Type.ToString());
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void CheckInputColumn(DataViewSchema inputSchema, int pair, int inputColumn) => CheckType(Host, inputSchema[inputColumn]);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        SaveColumns(ctx);
        foreach (ColumnNormalizer normalizer in _normalizers)
            normalizer.Save(ctx.Writer);
    }

    [ModuleInitializer]
    internal static void Register()
        => ModelKinds.Register(Kind, (env, ctx) =>
        {
            (string, string)[] columns = LoadColumns(ctx);
            return new NormalizingTransformer(env, columns, [.. columns.Select(_ => ColumnNormalizer.Load(ctx.Reader))]);
        });

    private sealed class Mapper(NormalizingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select((pair, i) =>
            {
                var annotations = new DataViewSchema.Annotations.Builder();
                annotations.AddBoolean(AnnotationUtils.Kinds.IsNormalized, true);
                annotations.Add(Input(i).Annotations, name => name == AnnotationUtils.Kinds.SlotNames);
                return new DataViewSchema.DetachedColumn(pair.OutputColumnName, parent._normalizers[i].Type, annotations.ToAnnotations());
            })];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return parent._normalizers[output].MakeGetter(input, Input(output));
        }
    }
}
