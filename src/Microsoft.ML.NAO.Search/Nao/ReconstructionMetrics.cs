using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Nao;

/// <summary>How well a decoder reconstructs architectures.</summary>
public static class ReconstructionMetrics
{
    /// <summary>The number of positions at which two architectures have different tokens.</summary>
    /// <param name="one">An architecture.</param>
    /// <param name="other">Another one of the same length.</param>
    public static int HammingDistance(Architecture one, Architecture other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Tokens.Length == other.Tokens.Length
            ? one.Tokens.Zip(other.Tokens).Count(pair => pair.First != pair.Second)
            : throw new ArgumentException($"The architectures have {one.Tokens.Length} and {other.Tokens.Length} tokens.", nameof(other));
    }

    /// <summary>The mean number of wrong tokens of reconstructions; the authors report less than 0.5 of 60.</summary>
    /// <param name="originals">The architectures.</param>
    /// <param name="reconstructions">Their reconstructions, in the same order.</param>
    /// <returns>At least 0; NaN where there are none.</returns>
    public static double MeanHammingDistance(IReadOnlyList<Architecture> originals, IReadOnlyList<Architecture> reconstructions)
    {
        ArgumentNullException.ThrowIfNull(originals);
        ArgumentNullException.ThrowIfNull(reconstructions);
        if (originals.Count != reconstructions.Count)
        {
            throw new ArgumentException($"There are {originals.Count} originals and {reconstructions.Count} reconstructions.", nameof(reconstructions));
        }

        return originals.Count == 0 ? double.NaN : originals.Zip(reconstructions, HammingDistance).Average();
    }
}
