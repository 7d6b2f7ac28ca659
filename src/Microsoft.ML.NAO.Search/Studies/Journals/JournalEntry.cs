using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>A line of a journal after the first.</summary>
internal sealed record JournalEntry
{
    public required JournalEvent Event { get; init; }

    /// <summary>The trial's number.</summary>
    public required int Number { get; init; }

    /// <summary>The trial's architecture, where the line is the trial's first.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>How a trial finished.</summary>
    public TrialState State { get; init; }

    /// <summary>The metric of a finished trial, or the value of an intermediate one; NaN where there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>The step of an intermediate value, or the number of steps that a finished trial took.</summary>
    public int Step { get; init; }

    public string? Failure { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>How long the study had run when the trial finished; null in format 1, and for a trial that took no time.</summary>
    public TimeSpan? Elapsed { get; init; }

    public IReadOnlyDictionary<string, double>? Measures { get; init; }
}
