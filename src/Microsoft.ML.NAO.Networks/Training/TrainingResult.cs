namespace Microsoft.ML.NAO.Training;

/// <summary>What a training came to.</summary>
/// <param name="History">Its epochs in order.</param>
/// <param name="Validation">The figures of the validation set for the weights that were kept; null where there was no such set.</param>
public sealed record TrainingResult(IReadOnlyList<EpochSummary> History, PredictionFigures? Validation)
{
    /// <summary>
    /// The epoch whose weights the network has: the last, or with <see cref="TrainingOptions.ValidationEpochs"/> the best by validation.
    /// </summary>
    public int KeptEpoch { get; init; }
}
