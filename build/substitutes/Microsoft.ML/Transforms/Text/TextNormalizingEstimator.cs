using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Changes the case of texts, and removes punctuation, numbers and diacritical marks.</summary>
public sealed class TextNormalizingEstimator : TrivialEstimator<TextNormalizingTransformer>
{
    internal TextNormalizingEstimator(
        IHostEnvironment env, TextNormalization normalization, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(env.Register(nameof(TextNormalizingEstimator)), new TextNormalizingTransformer(env, normalization, columns))
    {
    }

    /// <summary>What becomes of the case of letters.</summary>
    public enum CaseMode
    {
        Lower = 0,
        Upper = 1,
        None = 2,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach ((string output, string input) in Transformer.ColumnPairs)
        {
            if (!inputSchema.TryFindColumn(input, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            if (column.ItemType is not TextDataViewType)
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input, TextNormalizingTransformer.Expected, column.GetTypeString());
            SchemaShape.Column.VectorKind kind = column.Kind == SchemaShape.Column.VectorKind.Vector ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Scalar;
            columns[output] = new SchemaShape.Column(output, kind, column.ItemType, false);
        }

        return new SchemaShape(columns.Values);
    }
}
