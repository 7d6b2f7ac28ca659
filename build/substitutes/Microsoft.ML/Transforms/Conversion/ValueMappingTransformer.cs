using System.Runtime.CompilerServices;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to other values by a table; a value that is not in it becomes the default, which for a key is missing.</summary>
public class ValueMappingTransformer : OneToOneTransformerBase
{
    private const string Kind = "ValueMapping";

    private readonly ArrayColumn _keys;
    private readonly ArrayColumn _values;
    private readonly ValueTable _table;

    internal ValueMappingTransformer(
        IHostEnvironment env,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        (string OutputColumnName, string InputColumnName)[] columns)
        : this(
            env,
            Read(env, lookupMap, keyColumn, nameof(keyColumn), LookupView.KeyName),
            Read(env, lookupMap, valueColumn, nameof(valueColumn), LookupView.ValueName),
            columns)
    {
    }

    private ValueMappingTransformer(
        IHostEnvironment env, ArrayColumn keys, ArrayColumn values, (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ValueMappingTransformer)), columns)
    {
        _keys = keys;
        _values = values;
        _table = ValueTable.Create(Host, keys, values);
    }

    internal DataViewSchema.DetachedColumn ValueColumn => _values.Column;

    internal static NotSupportedException BothAreVectors(string column)
        => new($"Column '{column}' cannot be mapped to values when the column and the map values are both vector type.");

    internal override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    internal override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        SaveColumns(ctx);
        _keys.Save(ctx.Writer);
        _values.Save(ctx.Writer);
    }

    [ModuleInitializer]
    internal static void Register()
        => ModelKinds.Register(Kind, (env, ctx) =>
        {
            (string, string)[] columns = LoadColumns(ctx);
            return new ValueMappingTransformer(env, ArrayColumn.Load(ctx.Reader), ArrayColumn.Load(ctx.Reader), columns);
        });

    private static ArrayColumn Read(IHostEnvironment env, IDataView lookup, DataViewSchema.Column column, string role, string name)
    {
        DataViewSchema.Column present = lookup.Schema.GetColumnOrNull(column.Name)
            ?? throw env.Except($"The selected column {role} is not included in the targeted IDataView dataView");
        env.Check(present.Index == column.Index, $"{role}'s column index doesn't match that of the associated column in dataView");
        env.Check(present.Type == column.Type, $"{role}'s column type doesn't match that of the associated column in dataView");
        env.Check(present.Annotations == column.Annotations, $"{role}'s column annotations don't match those of the associated column in dataView");
        return ArrayColumn.Of(lookup, present, name);
    }

    private sealed class Mapper(ValueMappingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select((pair, i) =>
                new DataViewSchema.DetachedColumn(pair.OutputColumnName, OutputType(i, pair.InputColumnName), parent.ValueColumn.Annotations))];

        protected override Delegate MakeGetter(DataViewRow input, int output, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null;
            return parent._table.MakeGetter(input, Input(output));
        }

        // Values of a vector lose their being keys in the real package, as they do here.
        private DataViewType OutputType(int pair, string inputName)
        {
            DataViewType value = parent.ValueColumn.Type;
            if (Input(pair).Type is not VectorDataViewType)
                return value;
            if (value is VectorDataViewType)
                throw BothAreVectors(inputName);
            return new VectorDataViewType(ColumnTypeExtensions.PrimitiveTypeFromType(value.RawType));
        }
    }
}
