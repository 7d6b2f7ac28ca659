using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
    {
        Environment.CheckValue(data, nameof(data));
        TypedColumn[] columns = TypedColumn.Create(typeof(TRow), schemaDefinition, SchemaDefinition.Direction.Read);
        return new EnumerableDataView<TRow>(Environment.Register("StreamingDataView"), data, columns);
    }

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckValue(schema, nameof(schema));
        return LoadFromEnumerable(data, ObjectSchemas.DefinitionFor<TRow>(Environment, schema));
    }

    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        Environment.CheckValue(data, nameof(data));
        var writer = new ObjectWriter<TRow>(Environment, data.Schema, ignoreMissingColumns, schemaDefinition);
        return Enumerate(data, writer, reuseRowObject);
    }

    private static IEnumerable<TRow> Enumerate<TRow>(IDataView data, ObjectWriter<TRow> writer, bool reuseRowObject)
        where TRow : class, new()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(writer.Dependencies);
        Action<TRow> fill = writer.Bind(cursor);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (!reuseRowObject || row == null)
                row = new TRow();
            fill(row);
            yield return row;
        }
    }
}
