namespace Microsoft.ML.NAO.Training;

/// <summary>How far a training is, beside the network's weights.</summary>
/// <param name="History">The epochs that are done.</param>
/// <param name="Optimizer">The optimizer's state after them.</param>
/// <param name="BestWeights">The network of the epoch with the best validation; null where none was validated.</param>
internal sealed record TrainingState(List<EpochSummary> History, float[] Optimizer, byte[]? BestWeights);
