using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Adds columns that the user's own code makes of each row.</summary>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(
        IHostEnvironment env,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        : base(
            env.Register("CustomMappingEstimator"),
            new CustomMappingTransformer<TSrc, TDst>(env, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach (TypedColumn input in TypedColumn.Create(typeof(TSrc), Transformer.InputSchemaDefinition, SchemaDefinition.Direction.Both))
        {
            if (!columns.TryGetValue(input.Name, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input.Name);
            SchemaShape.GetColumnTypeShape(input.Type, out SchemaShape.Column.VectorKind kind, out DataViewType itemType, out bool isKey);
            bool fits = itemType == column.ItemType
                && isKey == column.IsKey
                && (kind == column.Kind || (kind == SchemaShape.Column.VectorKind.VariableVector && column.Kind == SchemaShape.Column.VectorKind.Vector));
            if (!fits)
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input.Name, input.Type.ToString(), column.GetTypeString());
        }

        foreach (SchemaShape.Column added in SchemaShape.Create(TypedColumn.SchemaOf(Transformer.AddedColumns)))
            columns[added.Name] = added;
        return new SchemaShape(columns.Values);
    }
}
