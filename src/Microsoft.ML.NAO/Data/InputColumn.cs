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

    /// <summary>Collects the words of the column's texts.</summary>
    /// <exception cref="ArgumentException">There are none to learn from; the message names the column.</exception>
    public T CollectWords<T>(Func<T> collect)
    {
        try
        {
            return collect();
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"The column '{Column.Name}' has no words to learn from: {error.Message}", error);
        }
    }
}
