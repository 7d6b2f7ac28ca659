using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>A row with nothing but a vector of features.</summary>
internal sealed class VectorRow
{
    public float[] Features { get; set; } = [];

    /// <summary>Rows as a data view.</summary>
    /// <param name="context">The context.</param>
    /// <param name="column">The column whose name and type the vectors have.</param>
    /// <param name="rows">The vectors.</param>
    public static IDataView CreateView(MLContext context, DataViewSchema.Column column, IEnumerable<float[]> rows)
    {
        var schema = SchemaDefinition.Create(typeof(VectorRow));
        schema[nameof(Features)].ColumnName = column.Name;
        schema[nameof(Features)].ColumnType = column.Type;
        return context.Data.LoadFromEnumerable([.. rows.Select(row => new VectorRow { Features = row })], schema);
    }
}
