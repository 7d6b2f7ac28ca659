namespace Microsoft.ML.NAO.Operations;

/// <summary>Where a batch normalization has its means and variances from.</summary>
internal enum NormalizationStatistics
{
    Running,
    Batch,
    Collecting,
    Collected,
}
