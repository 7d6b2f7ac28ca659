using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Puts columns together into one vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
    {
        _host = env.Register(nameof(ColumnConcatenatingEstimator));
        _host.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        _host.CheckValue(inputColumnNames, nameof(inputColumnNames));
        _host.CheckParam(inputColumnNames.Length > 0, nameof(inputColumnNames), "Input columns not specified");
        _host.CheckParam(!inputColumnNames.Any(string.IsNullOrEmpty), nameof(inputColumnNames), "Contained some null or empty items");
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new ColumnConcatenatingTransformer(_host, _name, _sources);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        columns[_name] = MakeColumn(inputSchema);
        return new SchemaShape(columns.Values);
    }

    private SchemaShape.Column MakeColumn(SchemaShape inputSchema)
    {
        SchemaShape.Column[] sources = [.. _sources.Select(name => inputSchema.TryFindColumn(name, out SchemaShape.Column column)
            ? column
            : throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", name))];
        DataViewType itemType = sources[0].ItemType;
        foreach (SchemaShape.Column column in sources)
        {
            if (column.IsKey)
                throw _host.Except($"Column '{column.Name}' is key. Concatenation of keys is unsupported.");
            if (!column.ItemType.Equals(itemType))
            {
                throw _host.Except(
                    $"Concatenated columns should have the same type. Column '{column.Name}' has type of {column.ItemType}, but expected column type is {itemType}.");
            }
        }

        var annotations = new List<SchemaShape.Column>();
        if (sources.All(column => column.IsNormalized()))
            annotations.Add(new SchemaShape.Column(AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false));
        if (sources.Any(column => column.Kind == SchemaShape.Column.VectorKind.Scalar || column.HasSlotNames()))
            annotations.Add(new SchemaShape.Column(AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
        SchemaShape.Column.VectorKind kind = sources.Any(column => column.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return new SchemaShape.Column(_name, kind, itemType, false, new SchemaShape(annotations));
    }
}
