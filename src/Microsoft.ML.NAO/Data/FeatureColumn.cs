using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>A feature column. Its type and the options say what it holds: images, plain vectors or text.</summary>
internal abstract class FeatureColumn(DataViewSchema.Column column) : InputColumn(column)
{
    /// <summary>Finds the column.</summary>
    /// <exception cref="ArgumentException">It is missing, or not what networks read; the message says what was expected.</exception>
    public static FeatureColumn Resolve(DataViewSchema schema, PredictionOptions options)
    {
        string name = options.FeatureColumnName;
        var column = Find(schema, name);
        ImageShape? stated = options.Channels is { } channels ? new ImageShape(channels, options.Height!.Value, options.Width!.Value) : null;
        if (column.Type is TextDataViewType && stated is null)
        {
            return new TextColumn(column, options.Texts);
        }

        VectorDataViewType vector = CheckVector(column, stated is null);
        return stated is not null || options.Interleaved is not null || vector.Dimensions.Length == ImageColumn.Rank
            ? ImageColumn.Resolve(column, vector, stated, options.Interleaved)
            : new VectorColumn(column, vector.Size);
    }

    /// <summary>Rows of a set as they are in the column, to score them.</summary>
    /// <param name="context">The context.</param>
    /// <param name="rows">The first rows of the training set.</param>
    public abstract IDataView CreateView(MLContext context, SampleDataset rows);

    /// <summary>The columns that <see cref="CreateReader"/> reads, of data that was prepared.</summary>
    public virtual IEnumerable<DataViewSchema.Column> SelectColumns(DataViewSchema schema) => [Column];

    /// <summary>Reads the features of a cursor's rows.</summary>
    public abstract FeatureReader CreateReader(DataViewRow row);

    /// <summary>The column of the validation set that shall be read as this one is.</summary>
    /// <exception cref="ArgumentException">It is missing, or has another shape.</exception>
    public FeatureColumn Match(DataViewSchema schema) => Match(Find(schema, Column.Name));

    /// <summary>A column of the validation set, to be read as this one is.</summary>
    /// <exception cref="ArgumentException">It has another shape.</exception>
    protected abstract FeatureColumn Match(DataViewSchema.Column column);

    /// <summary>The type of a column of vectors.</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    protected static VectorDataViewType CheckVector(DataViewSchema.Column column, bool orText) =>
        column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single ? vector : throw Refuse(column.Name, column.Type.ToString()!, orText);

    /// <summary>The refusal of a column of another type.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="type">Its type.</param>
    /// <param name="orText">Whether a text would do too.</param>
    public static ArgumentException Refuse(string name, string type, bool orText) => new(
        $"The feature column '{name}' is of type {type}; a vector of Single of a fixed size was expected, such as ExtractPixels or Concatenate give{(orText ? ", or text" : string.Empty)}.");

    private static DataViewSchema.Column Find(DataViewSchema schema, string name) => schema.GetColumnOrNull(name) ?? throw new ArgumentException(
        $"There is no feature column '{name}'. The columns are {ColumnNames.List(schema)}.");
}
