using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>What a search with weight sharing came to.</summary>
/// <param name="Best">The best of the retrained architectures; without any, the best by shared weights.</param>
/// <param name="Pool">The last pool, the best first.</param>
/// <param name="Retrained">What was trained from scratch, in the order of the scores with shared weights.</param>
/// <param name="Rounds">The rounds in order.</param>
public sealed record WeightSharingResult(
    Architecture Best,
    IReadOnlyList<ScoredArchitecture> Pool,
    IReadOnlyList<RetrainedArchitecture> Retrained,
    IReadOnlyList<WeightSharingRound> Rounds);
