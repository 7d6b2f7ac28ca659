using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Brings numbers to a common scale that it learns from the data.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    internal const long DefaultMaximumExampleCount = 1000000000;

    private readonly IHost _host;
    private readonly NormalizationOptions _options;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal NormalizingEstimator(
        IHostEnvironment env, NormalizationOptions options, params (string OutputColumnName, string InputColumnName)[] columns)
    {
        _host = env.Register(nameof(NormalizingEstimator));
        _host.CheckValue(columns, nameof(columns));
        foreach ((string output, _) in columns)
            _host.CheckNonEmpty(output, "outputColumnName");
        _host.CheckUserArg(options.MaximumExampleCount > 1, "maximumExampleCount", "Must be greater than 1");
        _options = options;
        _columns = columns;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        DataViewSchema.Column[] columns = [.. _columns.Select(pair => input.Schema.GetColumnOrNull(pair.InputColumnName)
            ?? throw _host.ExceptSchemaMismatch("data", "input", pair.InputColumnName))];
        foreach (DataViewSchema.Column column in columns)
            NormalizingTransformer.CheckType(_host, column);

        using DataViewRowCursor cursor = input.GetRowCursor(columns);
        NormalizerFit[] fits = [.. columns.Select(column => NormalizerFit.Create(cursor, column, _options))];
        for (long rows = 0; rows < _options.MaximumExampleCount && cursor.MoveNext(); rows++)
        {
            _host.CheckAlive();
            foreach (NormalizerFit fit in fits)
                fit.ProcessRow();
        }

        return new NormalizingTransformer(_host, _columns, [.. fits.Select(fit => fit.Finish())]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach ((string output, string input) in _columns)
        {
            if (!inputSchema.TryFindColumn(input, out SchemaShape.Column column))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", input, "known-size vector or scalar", column.GetTypeString());
            if (!column.ItemType.IsStandardNumber())
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", input, "vector or scalar of Single or Double", column.GetTypeString());
            List<SchemaShape.Column> annotations =
                [new(AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false)];
            if (column.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out SchemaShape.Column names))
                annotations.Add(names);
            columns[output] = new SchemaShape.Column(output, column.Kind, column.ItemType, column.IsKey, new SchemaShape(annotations));
        }

        return new SchemaShape(columns.Values);
    }

    internal static NormalizingEstimator MinMax(IHostEnvironment env, string outputColumnName, string inputColumnName, bool fixZero)
        => new(env, new NormalizationOptions(NormalizationMode.MinMax, fixZero, DefaultMaximumExampleCount), (outputColumnName, inputColumnName));
}
