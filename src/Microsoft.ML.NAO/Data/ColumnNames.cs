namespace Microsoft.ML.NAO.Data;

/// <summary>Lists columns for messages.</summary>
internal static class ColumnNames
{
    /// <summary>The names of a schema's columns.</summary>
    public static string List(DataViewSchema schema) => List(schema.Select(column => column.Name));

    /// <summary>The names of a schema's columns.</summary>
    public static string List(SchemaShape schema) => List(schema.Select(column => column.Name));

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
