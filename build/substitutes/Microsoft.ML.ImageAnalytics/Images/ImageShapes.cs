using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Checks the shapes of columns that image transforms take.</summary>
internal static class ImageShapes
{
    /// <summary>Refuses a column that is missing, is a vector, or is of another kind of type.</summary>
    public static void CheckInput(IHost host, SchemaShape inputSchema, string name, DataViewType expected)
    {
        if (!inputSchema.TryFindColumn(name, out SchemaShape.Column column))
            throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
        if (column.ItemType.GetType() != expected.GetType() || column.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, expected.ToString(), column.GetTypeString());
    }
}
