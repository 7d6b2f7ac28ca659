namespace Microsoft.ML.NAO.Data;

/// <summary>A column that a network reads, and what makes its graph's input of it.</summary>
/// <param name="column">The column.</param>
internal abstract class InputColumn(DataViewSchema.Column column)
{
    /// <summary>The column.</summary>
    public DataViewSchema.Column Column { get; } = column;

    /// <summary>The column that a network's graph reads: this one, or what <see cref="CreatePreparation"/> makes of it.</summary>
    public virtual string GraphInput => Column.Name;

    /// <summary>What makes the graph's input of the column; null where it is the column itself.</summary>
    public virtual IEstimator<ITransformer>? CreatePreparation(MLContext context) => null;

    /// <summary>Data with the graph's input beside the column.</summary>
    public IDataView Prepare(MLContext context, IDataView data) => CreatePreparation(context)?.Fit(data).Transform(data) ?? data;

    /// <summary>The names of a schema's columns, for messages.</summary>
    protected static string List(DataViewSchema schema) => string.Join(", ", schema.Select(c => $"'{c.Name}'"));
}
