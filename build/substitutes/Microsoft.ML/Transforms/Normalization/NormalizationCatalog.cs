using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that bring numbers to a common scale.</summary>
public static class NormalizationCatalog
{
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExampleCount,
        bool fixZero = true)
        => new(
            catalog.GetEnvironment(),
            new NormalizationOptions(NormalizationMode.MinMax, fixZero, maximumExampleCount),
            (outputColumnName, inputColumnName ?? outputColumnName));

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExampleCount,
        bool fixZero = true)
        => new(
            catalog.GetEnvironment(),
            new NormalizationOptions(NormalizationMode.MinMax, fixZero, maximumExampleCount),
            InputOutputColumnPair.ConvertToValueTuples(columns));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExampleCount,
        bool fixZero = true,
        bool useCdf = false)
        => new(
            catalog.GetEnvironment(),
            new NormalizationOptions(MeanVarianceMode(useCdf), fixZero, maximumExampleCount),
            (outputColumnName, inputColumnName ?? outputColumnName));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = NormalizingEstimator.DefaultMaximumExampleCount,
        bool fixZero = true,
        bool useCdf = false)
        => new(
            catalog.GetEnvironment(),
            new NormalizationOptions(MeanVarianceMode(useCdf), fixZero, maximumExampleCount),
            InputOutputColumnPair.ConvertToValueTuples(columns));

    private static NormalizationMode MeanVarianceMode(bool useCdf)
        => useCdf ? NormalizationMode.MeanVarianceCdf : NormalizationMode.MeanVariance;
}
