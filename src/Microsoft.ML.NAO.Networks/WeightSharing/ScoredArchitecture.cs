using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>An architecture and its score with shared weights.</summary>
/// <param name="Architecture">The architecture, in canonical form.</param>
/// <param name="Score">Its score by the task's objective.</param>
public sealed record ScoredArchitecture(Architecture Architecture, double Score);
