using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Hashes values into keys.</summary>
public sealed partial class HashingEstimator : IEstimator<HashingTransformer>
{
    internal const int DefaultNumberOfBits = 31;
    internal const uint DefaultSeed = 314489979;
    internal const string ExpectedColumnType = "Expected Text, Key, numeric, Boolean or DataViewRowId item type";

    private readonly IHost _host;
    private readonly ColumnOptions[] _columns;

    internal HashingEstimator(IHostEnvironment env, params ColumnOptions[] columns)
    {
        _host = env.Register(nameof(HashingEstimator));
        _host.CheckValue(columns, nameof(columns));
        _columns = columns;
        foreach (ColumnOptions column in columns)
        {
            if (column.Combine && column.MaximumNumberOfInverts != 0)
                throw _host.ExceptParam(nameof(ColumnOptions.Combine), "When the 'Combine' option is specified, invert hashes are not supported.");
            if (column.Combine && column.UseOrderedHashing)
                throw _host.ExceptParam(nameof(ColumnOptions.Combine), "When the 'Combine' option is specified, ordered hashing is not supported.");
            if (column.MaximumNumberOfInverts != 0)
            {
                throw new NotSupportedException(
                    $"The column '{column.Name}' asks for the values behind its hashes (MaximumNumberOfInverts), which these substitute packages do not keep. Use MapValueToKey, or the real Microsoft.ML package.");
            }
        }
    }

    public HashingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        var transformer = new HashingTransformer(_host, _columns);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach (ColumnOptions options in _columns)
        {
            if (!inputSchema.TryFindColumn(options.InputColumnName, out SchemaShape.Column column))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", options.InputColumnName);
            if (!IsColumnTypeValid(column.ItemType))
                throw _host.ExceptParam(nameof(inputSchema), ExpectedColumnType);
            bool hasNames = column.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out SchemaShape.Column names);
            columns[options.Name] = new SchemaShape.Column(
                options.Name,
                options.Combine ? SchemaShape.Column.VectorKind.Scalar : column.Kind,
                NumberDataViewType.UInt32,
                true,
                hasNames && !options.Combine ? new SchemaShape([names]) : null);
        }

        return new SchemaShape(columns.Values);
    }

    internal static bool IsColumnTypeValid(DataViewType type)
        => type.GetItemType() is TextDataViewType or KeyDataViewType or NumberDataViewType or BooleanDataViewType or RowIdDataViewType;
}
