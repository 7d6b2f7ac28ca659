using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that change the type of values.</summary>
public static class ConversionsExtensionsCatalog
{
    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        DataKind outputKind = DataKind.Single)
        => new(catalog.GetEnvironment(), outputKind, (outputColumnName, inputColumnName ?? outputColumnName));

    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns, DataKind outputKind = DataKind.Single)
        => new(catalog.GetEnvironment(), outputKind, Pairs(catalog, columns));

    public static HashingEstimator Hash(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        int numberOfBits = HashingEstimator.DefaultNumberOfBits,
        int maximumNumberOfInverts = 0)
        => new(
            catalog.GetEnvironment(),
            new HashingEstimator.ColumnOptions(outputColumnName, inputColumnName, numberOfBits, maximumNumberOfInverts: maximumNumberOfInverts));

    public static HashingEstimator Hash(
        this TransformsCatalog.ConversionTransforms catalog, params HashingEstimator.ColumnOptions[] columns)
        => new(catalog.GetEnvironment(), columns);

    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null)
        => new(catalog.GetEnvironment(), (outputColumnName, inputColumnName ?? outputColumnName));

    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns)
        => new(catalog.GetEnvironment(), Pairs(catalog, columns));

    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        int maximumNumberOfKeys = ValueToKeyMappingEstimator.DefaultMaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView keyData = null)
        => new(
            catalog.GetEnvironment(),
            [(outputColumnName, inputColumnName ?? outputColumnName)],
            new KeyVocabularyOptions(maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText),
            keyData);

    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        int maximumNumberOfKeys = ValueToKeyMappingEstimator.DefaultMaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView keyData = null)
        => new(
            catalog.GetEnvironment(),
            Pairs(catalog, columns),
            new KeyVocabularyOptions(maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText),
            keyData);

    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs,
        string inputColumnName = null,
        bool treatValuesAsKeyType = false)
        => MapValue<TInputType, TOutputType>(catalog, outputColumnName, inputColumnName, LookupView.Of(keyValuePairs, treatValuesAsKeyType));

    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType[]>> keyValuePairs,
        string inputColumnName = null)
        => MapValue<TInputType, TOutputType>(catalog, outputColumnName, inputColumnName, LookupView.Of(keyValuePairs));

    public static ValueMappingEstimator MapValue(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        string inputColumnName = null)
        => new(catalog.GetEnvironment(), lookupMap, keyColumn, valueColumn, (outputColumnName, inputColumnName ?? outputColumnName));

    private static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName, IDataView lookup)
        => new(
            catalog.GetEnvironment(),
            lookup,
            lookup.Schema[LookupView.KeyName],
            lookup.Schema[LookupView.ValueName],
            (outputColumnName, inputColumnName ?? outputColumnName));

    private static (string OutputColumnName, string InputColumnName)[] Pairs(
        TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns)
    {
        catalog.GetEnvironment().CheckValue(columns, nameof(columns));
        return InputOutputColumnPair.ConvertToValueTuples(columns);
    }
}
