namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>Where the batch normalizations of a path have their means and variances from when it is scored.</summary>
public enum PathStatistics
{
    /// <summary>From the scored batch itself, as in the authors' code.</summary>
    Batch,

    /// <summary>From some batches of training images that pass the path first.</summary>
    Recomputed,

    /// <summary>The running averages of training, which all the paths share that lead through a layer.</summary>
    Running,
}
