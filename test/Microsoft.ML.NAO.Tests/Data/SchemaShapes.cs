using Microsoft.ML.Data;

namespace Microsoft.ML.NAO.Tests.Data;

/// <summary>The shape of a data view's schema. Nobody but ML.NET may create one, and an estimator that changes nothing gives it.</summary>
internal static class SchemaShapes
{
    private const string Prefix = "shape of ";

    public static SchemaShape Of(IDataView data) => new Recorder().Ask(data);

    private static SchemaShape Of(DataViewSchema schema) => Of(new EmptyView(schema));

    /// <summary>A model says of its columns, and gives, what its estimator has promised.</summary>
    /// <returns>The data as the model transforms it.</returns>
    public static IDataView AssertAsPromised(IEstimator<ITransformer> estimator, IDataView data, ITransformer model)
    {
        string promised = Describe(estimator.GetOutputSchema(Of(data)));
        IDataView transformed = model.Transform(data);
        DataViewSchema told = model.GetOutputSchema(data.Schema);

        Assert.AreEqual(promised, Describe(Of(transformed)));
        Assert.AreEqual(promised, Describe(Of(told)));
        CollectionAssert.AreEqual(
            transformed.Schema.Select(column => $"{column.Name} {column.Type}").ToArray(), told.Select(column => $"{column.Name} {column.Type}").ToArray());
        return transformed;
    }

    /// <summary>All that a shape says of its columns, one line each, in the order of their names.</summary>
    private static string Describe(SchemaShape shape) => string.Join(
        '\n', shape.Where(column => !column.Name.StartsWith(Prefix, StringComparison.Ordinal)).Select(Describe).Order(StringComparer.Ordinal));

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name}: {column.Kind} of {(column.IsKey ? "keys, " : string.Empty)}{column.ItemType}, " +
        $"annotations {string.Join(", ", column.Annotations.Select(annotation => $"{annotation.Name} {annotation.Kind} of {annotation.ItemType}").Order(StringComparer.Ordinal))}";

    private sealed class Recorder : IEstimator<ITransformer>
    {
        private SchemaShape? _shape;

        public SchemaShape Ask(IDataView data)
        {
            var context = new MLContext();
            string column = data.Schema[0].Name;
            context.Transforms.CopyColumns(Prefix + column, column).Append(this).Append(context.Transforms.DropColumns(Prefix + column)).Fit(data);
            return _shape!;
        }

        public ITransformer Fit(IDataView input) => new MLContext().Transforms.CopyColumns(input.Schema[0].Name, input.Schema[0].Name).Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _shape = inputSchema;
    }

    /// <summary>A view without rows.</summary>
    private sealed class EmptyView(DataViewSchema schema) : IDataView
    {
        public DataViewSchema Schema => schema;

        public bool CanShuffle => false;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            throw new NotSupportedException("Nobody asks for a row.");

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            throw new NotSupportedException("Nobody asks for a row.");
    }
}
