using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>A row with nothing but a text.</summary>
internal sealed class TextRow
{
    public string Text { get; set; } = string.Empty;

    /// <summary>Rows as a data view.</summary>
    /// <param name="context">The context.</param>
    /// <param name="columnName">The name of the texts' column.</param>
    /// <param name="texts">The texts.</param>
    public static IDataView CreateView(MLContext context, string columnName, IEnumerable<string> texts)
    {
        var schema = SchemaDefinition.Create(typeof(TextRow));
        schema[nameof(Text)].ColumnName = columnName;
        return context.Data.LoadFromEnumerable([.. texts.Select(text => new TextRow { Text = text })], schema);
    }
}
