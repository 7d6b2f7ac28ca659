using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal static class ObjectSchemas
{
    /// <summary>The definition of a class whose members get the types and annotations of a schema.</summary>
    public static SchemaDefinition DefinitionFor<TRow>(IHostEnvironment env, DataViewSchema schema)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        foreach (DataViewSchema.Column column in schema)
        {
            SchemaDefinition.Column member = definition[column.Name]
                ?? throw env.Except($"Type should contain a member named {column.Name}");
            member.ColumnType = column.Type;
            member.SetAnnotations(column.Annotations);
        }

        return definition;
    }
}
