namespace Microsoft.ML.NAO.Studies;

/// <summary>How an evaluation ended.</summary>
/// <param name="State">How.</param>
internal sealed record TrialOutcome(TrialState State)
{
    /// <summary>The metric; NaN where there is none.</summary>
    public double Metric { get; init; } = double.NaN;

    /// <summary>What was measured; null where nothing was.</summary>
    public EvaluationResult? Result { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }
}
