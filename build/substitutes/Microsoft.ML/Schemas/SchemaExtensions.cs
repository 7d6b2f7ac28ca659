namespace Microsoft.ML.Data;

internal static class SchemaExtensions
{
    public static DataViewSchema MakeSchema(IEnumerable<DataViewSchema.DetachedColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns);
        return builder.ToSchema();
    }

    public static bool TryGetColumnIndex(this DataViewSchema schema, string name, out int index)
    {
        index = schema.GetColumnOrNull(name)?.Index ?? -1;
        return index >= 0;
    }

    /// <summary>Which of a schema's columns are among those asked for.</summary>
    public static bool[] ActiveColumns(this DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        Contracts.CheckValue(columns, "columnsNeeded");
        var active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            if (column.Index >= active.Length)
                throw Contracts.Except($"The requested column: {column} is not part of the sourceSchema");
            active[column.Index] = true;
        }

        return active;
    }

    public static string GetTempColumnName(this DataViewSchema schema, string tag = null)
    {
        if (!string.IsNullOrWhiteSpace(tag) && schema.GetColumnOrNull(tag) == null)
            return tag;
        for (int i = 0; ; i++)
        {
            string name = string.IsNullOrWhiteSpace(tag) ? $"temp_{i:000}" : $"temp_{tag}_{i:000}";
            if (schema.GetColumnOrNull(name) == null)
                return name;
        }
    }

    public static DataViewRowCursor GetRowCursor(this IDataView view, params DataViewSchema.Column[] columns) => view.GetRowCursor(columns);

    public static DataViewRowCursor GetRowCursorForAllColumns(this IDataView view) => view.GetRowCursor(view.Schema);
}
