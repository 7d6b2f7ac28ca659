namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>Where a search with weight sharing stands.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Round">The round, from 1.</param>
/// <param name="RoundCount">The number of rounds.</param>
/// <param name="Step">Which epoch of the round it trains, or which architecture it retrains, from 1; otherwise 1.</param>
/// <param name="StepCount">How many there are.</param>
/// <param name="Fraction">The share of this step that is done, from 0 to 1.</param>
/// <param name="BestScore">The best score of the last scored pool; null before the first.</param>
/// <param name="Elapsed">How long this run has taken.</param>
/// <param name="TimeLeft">How long the rest takes by what such steps took so far; null while that is not known.</param>
public sealed record WeightSharingProgress(
    WeightSharingStage Stage,
    int Round,
    int RoundCount,
    int Step,
    int StepCount,
    double Fraction,
    double? BestScore,
    TimeSpan Elapsed,
    TimeSpan? TimeLeft);
