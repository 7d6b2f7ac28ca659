using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>An architecture that was trained from scratch.</summary>
/// <param name="Architecture">The architecture, in canonical form.</param>
/// <param name="SharedScore">Its score with shared weights.</param>
/// <param name="Score">Its score by the task's objective after training from scratch; NaN where that diverged.</param>
public sealed record RetrainedArchitecture(Architecture Architecture, double SharedScore, double Score);
