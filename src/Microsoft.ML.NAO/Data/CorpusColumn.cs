using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Data;

/// <summary>A column with the texts of a language model. ML.NET normalizes them, in training as in serving; the network's graph splits them into words.</summary>
/// <param name="column">The column.</param>
internal sealed class CorpusColumn(DataViewSchema.Column column) : InputColumn(column)
{
    /// <inheritdoc/>
    public override string GraphInput => TextNormalization.GetOutput(Column.Name);

    /// <summary>Finds the column.</summary>
    /// <exception cref="ArgumentException">It is missing, or no text.</exception>
    public static CorpusColumn Resolve(DataViewSchema schema, string name)
    {
        var column = schema.GetColumnOrNull(name) ?? throw new ArgumentException($"There is no text column '{name}'. The columns are {ColumnNames.List(schema)}.");
        return column.Type is TextDataViewType ? new CorpusColumn(column) : throw new ArgumentException(
            $"The text column '{name}' is of type {column.Type}; a text was expected.");
    }

    /// <inheritdoc/>
    public override IEstimator<ITransformer> CreatePreparation(MLContext context) => TextNormalization.Create(context, Column.Name);

    /// <summary>Reads the texts, once.</summary>
    /// <param name="context">The context.</param>
    /// <param name="data">The data.</param>
    /// <param name="kept">The number of rows whose texts are also given as they stand in the column.</param>
    /// <returns>All normalized texts, and the first ones as they are.</returns>
    public (IReadOnlyList<string> Normalized, IReadOnlyList<string> First) Read(MLContext context, IDataView data, int kept)
    {
        IDataView prepared = Prepare(context, data);
        DataViewSchema.Column own = prepared.Schema[Column.Name];
        DataViewSchema.Column output = prepared.Schema[GraphInput];
        var texts = new List<string>();
        var first = new List<string>();
        using var cursor = prepared.GetRowCursor([own, output]);
        var getOwn = cursor.GetGetter<ReadOnlyMemory<char>>(own);
        var getNormalized = cursor.GetGetter<ReadOnlyMemory<char>>(output);
        ReadOnlyMemory<char> text = default;
        while (cursor.MoveNext())
        {
            if (first.Count < kept)
            {
                getOwn(ref text);
                first.Add(text.ToString());
            }

            getNormalized(ref text);
            texts.Add(text.ToString());
        }

        return (texts, first);
    }
}
