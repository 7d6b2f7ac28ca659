namespace Microsoft.ML.NAO.Training;

/// <summary>What a training came to.</summary>
/// <param name="History">Its epochs in order.</param>
/// <param name="Validation">The figures of the validation set after the last epoch; null where there was none.</param>
public sealed record TrainingResult(IReadOnlyList<EpochSummary> History, ClassificationFigures? Validation);
