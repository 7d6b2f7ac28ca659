using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Studies;

/// <summary>What stands in the journal of a study.</summary>
public sealed record StudyRecord
{
    /// <summary>The name of the space.</summary>
    public required string SpaceName { get; init; }

    /// <summary>The name of the strategy, one of <see cref="Strategies.StrategyCatalog.Names"/> where it comes with this package.</summary>
    public required string StrategyName { get; init; }

    /// <summary>The metric and its direction.</summary>
    public required Objective Objective { get; init; }

    /// <summary>The study's seed.</summary>
    public required int Seed { get; init; }

    /// <summary>What outcomes depend on besides the architecture and the seed.</summary>
    public required string EvaluationFingerprint { get; init; }

    /// <summary>All finished trials in the order of their numbers, failed ones included.</summary>
    public required IReadOnlyList<Trial> Trials { get; init; }

    /// <summary>The numbers of the trials that have begun and have no outcome yet: they run, or ran when the study was interrupted.</summary>
    public required IReadOnlyList<int> UnfinishedTrials { get; init; }

    /// <summary>The completed trial with the best metric, the earliest of equal ones; null where none has completed.</summary>
    public required Trial? Best { get; init; }

    /// <summary>How long the study had run when its last trial finished.</summary>
    public required TimeSpan Elapsed { get; init; }

    internal static StudyRecord From(JournalContent journal) => new()
    {
        SpaceName = journal.Header!.Space,
        StrategyName = journal.Header.Strategy,
        Objective = journal.Header.Objective,
        Seed = journal.Header.Seed,
        EvaluationFingerprint = journal.Header.Fingerprint,
        Trials = journal.History.GetTrials(),
        UnfinishedTrials = [.. journal.History.Unfinished.Select(trial => trial.Number)],
        Best = journal.History.Best,
        Elapsed = journal.History.Elapsed,
    };
}
