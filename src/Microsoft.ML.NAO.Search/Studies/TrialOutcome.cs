namespace Microsoft.ML.NAO.Studies;

/// <summary>How an evaluation ended.</summary>
/// <param name="State">Whether the trial completed.</param>
/// <param name="Result">What was measured; null where nothing was.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record TrialOutcome(TrialState State, EvaluationResult? Result, string? Failure, TimeSpan Duration);
