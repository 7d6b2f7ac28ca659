using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Maps values to keys that it learns from the data, or from a view of values.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    internal const int DefaultMaximumNumberOfKeys = 1000000;

    private readonly IHost _host;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly KeyVocabularyOptions _options;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(
        IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, KeyVocabularyOptions options, IDataView keyData)
    {
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        foreach ((string output, _) in columns)
            Contracts.CheckNonWhiteSpace(null, output, "outputColumnName");
        if (keyData != null && keyData.Schema.Count != 1)
        {
            throw _host.ExceptParam(
                nameof(keyData),
                $"If specified, this data view should contain only a single column containing the terms to map, but this had {keyData.Schema.Count} columns.");
        }

        _columns = columns;
        _options = options;
        _keyData = keyData;
    }

    /// <summary>Which value gets the first key.</summary>
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        KeyVocabulary[] vocabularies = VocabularyBuilder.Build(_host, input, _columns, _options, _keyData);
        return new ValueToKeyMappingTransformer(_host, _columns, vocabularies, _options.AddKeyValueAnnotationsAsText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(column => column.Name);
        foreach ((string output, string input) in _columns)
        {
            if (!inputSchema.TryFindColumn(input, out SchemaShape.Column column) || !VocabularyBuilder.IsSupported(column.ItemType))
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            if (!column.IsKey
                || !column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column values)
                || values.Kind != SchemaShape.Column.VectorKind.Vector)
            {
                values = new SchemaShape.Column(
                    AnnotationUtils.Kinds.KeyValues,
                    SchemaShape.Column.VectorKind.Vector,
                    _options.AddKeyValueAnnotationsAsText ? TextDataViewType.Instance : column.ItemType,
                    column.IsKey);
            }

            SchemaShape annotations = column.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out SchemaShape.Column names)
                ? new SchemaShape([names, values])
                : new SchemaShape([values]);
            columns[output] = new SchemaShape.Column(output, column.Kind, NumberDataViewType.UInt32, true, annotations);
        }

        return new SchemaShape(columns.Values);
    }
}
