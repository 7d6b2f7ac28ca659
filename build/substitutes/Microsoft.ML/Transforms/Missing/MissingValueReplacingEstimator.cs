using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces missing numbers by something that it learns.</summary>
public sealed class MissingValueReplacingEstimator : IEstimator<MissingValueReplacingTransformer>
{
    private readonly IHost _host;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly ReplacementMode _mode;
    private readonly bool _bySlot;

    internal MissingValueReplacingEstimator(
        IHostEnvironment env, ReplacementMode mode, bool bySlot, params (string OutputColumnName, string InputColumnName)[] columns)
    {
        _host = env.Register(nameof(MissingValueReplacingEstimator));
        _mode = mode;
        _bySlot = bySlot;
        _columns = columns;
    }

    /// <summary>What stands in for a missing number.</summary>
    public enum ReplacementMode : byte
    {
        DefaultValue = 0,
        Mean = 1,
        Minimum = 2,
        Maximum = 3,
    }

    public MissingValueReplacingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        DataViewSchema.Column[] columns = [.. _columns.Select(pair => input.Schema.GetColumnOrNull(pair.InputColumnName)
            ?? throw _host.ExceptSchemaMismatch("inputSchema", "input", pair.InputColumnName))];
        foreach (DataViewSchema.Column column in columns)
            MissingValueReplacingTransformer.CheckType(_host, column);
        return new MissingValueReplacingTransformer(
            _host,
            _columns,
            [.. columns.Select(column => column.Type.GetItemType() == NumberDataViewType.Single
                ? ReplacementFit<float>.Learn(_host, input, column, _mode, _bySlot)
                : ReplacementFit<double>.Learn(_host, input, column, _mode, _bySlot))]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach ((string output, string input) in _columns)
        {
            if (!inputSchema.TryFindColumn(input, out SchemaShape.Column column))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            if (!column.ItemType.IsStandardNumber())
                throw _host.ExceptParam(nameof(inputSchema), $"Type '{column.GetTypeString()}' of the column '{input}' has no missing values to replace: Single and Double have");
            SchemaShape.Column[] annotations = [.. column.Annotations.Where(a => a.Name is AnnotationUtils.Kinds.SlotNames or AnnotationUtils.Kinds.IsNormalized)];
            columns[output] = new SchemaShape.Column(output, column.Kind, column.ItemType, false, new SchemaShape(annotations));
        }

        return new SchemaShape(columns.Values);
    }
}
