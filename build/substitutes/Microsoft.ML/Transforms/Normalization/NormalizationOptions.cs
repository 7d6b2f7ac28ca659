namespace Microsoft.ML.Transforms;

/// <summary>What a normalizer learns, and from how many rows.</summary>
internal sealed record NormalizationOptions(NormalizationMode Mode, bool FixZero, long MaximumExampleCount);

internal enum NormalizationMode
{
    MinMax,
    MeanVariance,
    MeanVarianceCdf,
}
