namespace Microsoft.ML.NAO.Architectures;

/// <summary>The names of the normalizations that a block of a feed-forward network may have (<see cref="FeedForwardBlock.Normalization"/>).</summary>
public static class NormalizationNames
{
    /// <summary>The values as they are.</summary>
    public const string None = "none";

    /// <summary>Each unit by its mean and variance over the batch, and at inference by their running averages (Ioffe and Szegedy, 2015).</summary>
    public const string Batch = "batch";

    /// <summary>Each sample by the mean and variance over its units (Ba et al., 2016).</summary>
    public const string Layer = "layer";
}
