namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>Where a language model's training is: all that it takes to go on to the same weights.</summary>
/// <remarks>Random numbers need no state, for each epoch has a seed of its own, and what it drew before its position is drawn again.</remarks>
internal sealed record LanguageModelState
{
    /// <summary>The epochs that are done.</summary>
    public required List<LanguageModelEpoch> History { get; init; }

    /// <summary>How many steps of the epoch under way are done.</summary>
    public required int Position { get; init; }

    /// <summary>The sum of the cross-entropies of those steps' words.</summary>
    public required double LossSum { get; init; }

    /// <summary>The hidden state after those steps.</summary>
    public required float[] Hidden { get; init; }

    public required float[] Weights { get; init; }

    /// <summary>What the optimizer remembers; null where it does not.</summary>
    public required float[]? Moments { get; init; }

    /// <summary>The average of weights; null before it began.</summary>
    public required float[]? Average { get; init; }

    /// <summary>The number of steps in the average.</summary>
    public required long AveragedSteps { get; init; }

    /// <summary>The weights of the best epoch; null before the first is done.</summary>
    public required float[]? BestWeights { get; init; }
}
