using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Converts columns to another type.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(IHostEnvironment env, DataKind outputKind, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(TypeConvertingEstimator)), new TypeConvertingTransformer(env, outputKind, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach ((string output, string input) in Transformer.ColumnPairs)
        {
            if (!inputSchema.TryFindColumn(input, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            PrimitiveDataViewType type = ColumnTypeExtensions.PrimitiveTypeFromKind(Transformer.OutputKind);
            if (ValueConversions.GetOrNull(column.ItemType, type) == null)
                throw Host.ExceptParam(nameof(inputSchema), $"Don't know how to convert {input} into {type}");

            // The real estimator passes all annotations of the input on, and says that no output is a key.
            columns[output] = new SchemaShape.Column(output, column.Kind, type, false, column.Annotations);
        }

        return new SchemaShape(columns.Values);
    }
}
