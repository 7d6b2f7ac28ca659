using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to other values by a table.</summary>
public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    internal ValueMappingEstimator(
        IHostEnvironment env,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(ValueMappingEstimator)), new ValueMappingTransformer(env, lookupMap, keyColumn, valueColumn, columns))
    {
    }

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        DataViewSchema.DetachedColumn value = Transformer.ValueColumn;
        SchemaShape.GetColumnTypeShape(value.Type, out SchemaShape.Column.VectorKind kind, out DataViewType itemType, out _);
        bool isKey = value.Type is KeyDataViewType;
        SchemaShape annotations = SchemaShape.Create(value.Annotations.Schema);
        foreach ((string output, string input) in Transformer.ColumnPairs)
        {
            if (!inputSchema.TryFindColumn(input, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            if (column.Kind != SchemaShape.Column.VectorKind.Scalar)
            {
                if (value.Type is VectorDataViewType)
                    throw ValueMappingTransformer.BothAreVectors(input);
                kind = column.Kind;
            }

            // The real estimator calls every key an unsigned integer of 32 bits.
            columns[output] = new SchemaShape.Column(output, kind, isKey ? NumberDataViewType.UInt32 : itemType, isKey, annotations);
        }

        return new SchemaShape(columns.Values);
    }
}
