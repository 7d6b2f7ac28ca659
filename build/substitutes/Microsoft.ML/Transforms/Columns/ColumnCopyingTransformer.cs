using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Copies columns, with their annotations, under other names.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    private const string Kind = "CopyColumns";

    internal ColumnCopyingTransformer(IHostEnvironment env, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ColumnCopyingTransformer)), columns)
    {
    }

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        SaveColumns(ctx);
    }

    [ModuleInitializer]
    internal static void Register() => ModelKinds.Register(Kind, (env, ctx) => new ColumnCopyingTransformer(env, LoadColumns(ctx)));

    private sealed class Mapper(ColumnCopyingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select((pair, i) => new DataViewSchema.DetachedColumn(pair.OutputColumnName, Input(i).Type, Input(i).Annotations))];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return input.GetGetterDelegate(Input(output));
        }
    }
}
