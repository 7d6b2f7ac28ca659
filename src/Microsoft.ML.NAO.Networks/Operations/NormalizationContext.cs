namespace Microsoft.ML.NAO.Operations;

/// <summary>What the batch normalizations of one network go by, all of them together.</summary>
internal sealed class NormalizationContext
{
    /// <summary>Where means and variances come from.</summary>
    public NormalizationStatistics Statistics { get; private set; } = NormalizationStatistics.Running;

    /// <summary>Which batch is collected, from 1.</summary>
    public int CollectedBatch { get; private set; }

    /// <summary>As in training and evaluation: running averages, which only training moves.</summary>
    public void UseRunning() => Statistics = NormalizationStatistics.Running;

    /// <summary>By the batch itself, whatever the mode; the running averages stay as they are.</summary>
    public void UseBatch() => Statistics = NormalizationStatistics.Batch;

    /// <summary>As <see cref="UseBatch"/>, and collects the batches' mean statistics from the first call on.</summary>
    public void Collect(int batch)
    {
        Statistics = NormalizationStatistics.Collecting;
        CollectedBatch = batch;
    }

    /// <summary>By what was collected.</summary>
    public void UseCollected() => Statistics = NormalizationStatistics.Collected;
}
