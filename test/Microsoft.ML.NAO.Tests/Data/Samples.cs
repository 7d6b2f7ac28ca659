using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Tests.Data;

/// <summary>Images, rows of a table and texts in one form, with a label for each task.</summary>
internal static class Samples
{
    /// <summary>A row as a user's class would have it.</summary>
    public sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Text { get; set; } = "";

        public string Class { get; set; } = "";

        public bool Positive { get; set; }

        public float Value { get; set; }
    }

    public static Row[] Draw(string kind, int count, int seed) => kind switch
    {
        "images" =>
        [
            .. Shapes.Draw(count, seed).Select(shape => new Row
            {
                Features = shape.Features, Class = shape.Label, Positive = shape.Label == "flat", Value = shape.Features.Sum(),
            }),
        ],
        "tables" =>
        [
            .. Tables.Rings(count, seed).Select(row => new Row
            {
                Features = row.Features, Class = row.Ring, Positive = row.IsInner, Value = row.Radius,
            }),
        ],
        "texts" =>
        [
            .. Sentences.Draw(count, seed).Select(sentence => new Row
            {
                Features = [0], Text = sentence.Text, Class = $"{sentence.Stars} stars", Positive = sentence.IsPraise, Value = sentence.Stars,
            }),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of samples."),
    };

    public static SchemaDefinition Schema(Row[] rows)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Features.Length);
        return schema;
    }

    public static IDataView View(MLContext context, Row[] rows) => context.Data.LoadFromEnumerable(rows, Schema(rows));
}
