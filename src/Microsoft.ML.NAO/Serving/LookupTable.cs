using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Serving;

/// <summary>The table of a lookup that turns numbers into keys.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Numbers">The column of what is looked up.</param>
/// <param name="Keys">The column of the keys.</param>
internal sealed record LookupTable(IDataView Rows, DataViewSchema.Column Numbers, DataViewSchema.Column Keys)
{
    /// <summary>Creates the table in which each number has the key of its place.</summary>
    /// <param name="context">The context.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="type">The type of the keys.</param>
    /// <param name="annotate">Gives the keys' column its annotations.</param>
    public static LookupTable Create(MLContext context, IEnumerable<uint> numbers, KeyDataViewType type, Action<SchemaDefinition.Column> annotate)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Key)].ColumnType = type;
        annotate(schema[nameof(Row.Key)]);

        // A key member in memory counts from 0 here, unlike a key in a cursor, which counts from 1.
        IDataView rows = context.Data.LoadFromEnumerable([.. numbers.Select((number, i) => new Row { Number = number, Key = (uint)i })], schema);
        return new LookupTable(rows, rows.Schema[nameof(Row.Number)], rows.Schema[nameof(Row.Key)]);
    }

    private sealed class Row
    {
        public uint Number { get; set; }

        public uint Key { get; set; }
    }
}
