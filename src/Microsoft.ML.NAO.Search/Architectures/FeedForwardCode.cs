namespace Microsoft.ML.NAO.Architectures;

/// <summary>What an architecture chooses for one block, as numbers in the order of <see cref="FeedForwardSpace"/>'s menus; operation 0 does nothing.</summary>
internal readonly record struct FeedForwardCode(int Operation, int Activation, int Normalization, int Dropout)
{
    /// <summary>Whether the block does nothing, so that its other choices have no effect.</summary>
    public bool IsIdle => Operation == 0;

    /// <summary>A block that does nothing, with other choices drawn at random.</summary>
    public static FeedForwardCode DrawIdle(Random random) => new(
        0,
        random.Next(FeedForwardSpace.Activations.Length),
        random.Next(FeedForwardSpace.Normalizations.Length),
        random.Next(FeedForwardSpace.DropoutRates.Length));
}
