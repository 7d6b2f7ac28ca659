using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies;

/// <summary>An architecture to evaluate.</summary>
/// <param name="Architecture">The architecture, legal and in canonical form.</param>
/// <param name="TrialNumber">The number of its trial.</param>
/// <param name="Seed">
/// The seed of the evaluation. It depends on the study's seed and the architecture alone, so that an architecture has the same
/// outcome whichever strategy proposes it, and whenever.
/// </param>
/// <param name="Progress">Receives the fraction of the evaluation that is done, between 0 and 1; may be null.</param>
public sealed record EvaluationRequest(Architecture Architecture, int TrialNumber, int Seed, IProgress<double>? Progress = null)
{
    /// <summary>
    /// Receives the metric as it is after each epoch, or another step, but the last; null where nobody wants to know. It throws
    /// <see cref="TrialPrunedException"/> where the trial is not worth going on with.
    /// </summary>
    public IProgress<IntermediateValue>? IntermediateValues { get; init; }
}
