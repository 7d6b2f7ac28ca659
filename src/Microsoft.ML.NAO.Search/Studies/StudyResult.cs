namespace Microsoft.ML.NAO.Studies;

/// <summary>What a study found.</summary>
public sealed record StudyResult
{
    /// <summary>The completed trial with the best metric; the earliest of equal ones.</summary>
    public required Trial Best { get; init; }

    /// <summary>All finished trials in the order of their numbers, failed ones included.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>How many of the trials came from the journal.</summary>
    public required int ResumedTrials { get; init; }

    /// <summary>Why the study ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>How long the study ran, with the time until the last trial of the journal finished.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The strategy's figures about itself by name.</summary>
    public required IReadOnlyDictionary<string, double> StrategyMeasures { get; init; }
}
