namespace Microsoft.ML.Transforms;

/// <summary>How a vocabulary of keys is built.</summary>
internal sealed record KeyVocabularyOptions(
    int MaximumNumberOfKeys, ValueToKeyMappingEstimator.KeyOrdinality Ordinality, bool AddKeyValueAnnotationsAsText);
