namespace Microsoft.ML.NAO.Studies;

/// <summary>What was found of an architecture before it is trained.</summary>
/// <param name="State">How its trial has finished already; null where the architecture is to be trained.</param>
/// <param name="Measures">Its figures; null where nothing was measured.</param>
internal sealed record Appraisal(TrialState? State, IReadOnlyDictionary<string, double>? Measures)
{
    /// <summary>Why it is not trained.</summary>
    public string? Failure { get; init; }

    /// <summary>What the measurer threw.</summary>
    public Exception? Error { get; init; }
}
