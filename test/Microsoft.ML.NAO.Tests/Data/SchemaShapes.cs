namespace Microsoft.ML.NAO.Tests.Data;

/// <summary>The shape of a data view's schema. Nobody but ML.NET may create one, and an estimator that changes nothing gives it.</summary>
internal static class SchemaShapes
{
    public static SchemaShape Of(IDataView data) => new Recorder().Ask(data);

    private sealed class Recorder : IEstimator<ITransformer>
    {
        private SchemaShape? _shape;

        public SchemaShape Ask(IDataView data)
        {
            var context = new MLContext();
            string column = data.Schema[0].Name;
            context.Transforms.CopyColumns("shape of " + column, column).Append(this).Append(context.Transforms.DropColumns("shape of " + column)).Fit(data);
            return _shape!;
        }

        public ITransformer Fit(IDataView input) => new MLContext().Transforms.CopyColumns(input.Schema[0].Name, input.Schema[0].Name).Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _shape = inputSchema;
    }
}
