namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>What one round came to.</summary>
/// <param name="Round">Its number, from 1.</param>
/// <param name="TrainingLoss">The mean loss of its last epoch.</param>
/// <param name="BestScore">The best score of the pool.</param>
/// <param name="MeanScore">The mean score of the pool.</param>
/// <param name="Generated">How many of the architectures that came into the pool after it NAO generated.</param>
public sealed record WeightSharingRound(int Round, double TrainingLoss, double BestScore, double MeanScore, int Generated);
