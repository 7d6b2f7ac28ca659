namespace Microsoft.ML.NAO.Studies;

/// <summary>What a study found.</summary>
public sealed record StudyResult
{
    /// <summary>The metric, and whether more of it is better.</summary>
    public required Objective Objective { get; init; }

    /// <summary>
    /// The completed trial with the best metric, weighted with the study's objectives where those have weights; the earliest of equal ones.
    /// </summary>
    public required Trial Best { get; init; }

    /// <summary>
    /// The completed trials than which no other is at least as good in the metric and in all of the study's objectives and better in one,
    /// from the best metric to the worst. Without further objectives these are the best trials.
    /// </summary>
    public required IReadOnlyList<Trial> ParetoFront { get; init; }

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

    /// <summary>The completed trial with the best metric among those of which a figure is at most so large; null where there is none.</summary>
    /// <param name="measure">The figure's name, for example <c>Parameters</c>.</param>
    /// <param name="maximum">The largest value, in the figure's unit.</param>
    public Trial? FindBest(string measure, double maximum) => Trials.FindBest(Objective, measure, maximum);
}
