using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies;

/// <summary>A line of a journal after the first: one finished trial.</summary>
internal sealed record JournalTrial
{
    public required int Number { get; init; }

    public required int[] Architecture { get; init; }

    public required TrialState State { get; init; }

    /// <summary>The metric; absent in a failed trial.</summary>
    public double? Metric { get; init; }

    public string? Failure { get; init; }

    public required TimeSpan Duration { get; init; }

    public Dictionary<string, double>? Measures { get; init; }

    public static JournalTrial From(Trial trial) => new()
    {
        Number = trial.Number,
        Architecture = [.. trial.Architecture.Tokens],
        State = trial.State,
        Metric = trial.State == TrialState.Completed ? trial.Metric : null,
        Failure = trial.Failure,
        Duration = trial.Duration,
        Measures = trial.Measures.Count == 0 ? null : new Dictionary<string, double>(trial.Measures),
    };

    public Trial ToTrial() => new()
    {
        Number = Number,
        Architecture = new Architecture(Architecture),
        State = State,
        Metric = Metric ?? double.NaN,
        Failure = Failure,
        Duration = Duration,
        Measures = Measures ?? [],
    };
}
