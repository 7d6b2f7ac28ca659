namespace Microsoft.ML.NAO.Studies;

/// <summary>How a trial ended.</summary>
public enum TrialState
{
    /// <summary>The architecture was evaluated; <see cref="Trial.Metric"/> holds its value.</summary>
    Completed,

    /// <summary>The evaluation diverged, ran out of memory or threw; <see cref="Trial.Failure"/> says why.</summary>
    Failed,

    /// <summary>
    /// The study's scheduler stopped the evaluation, since the architecture was weak; <see cref="Trial.Metric"/> holds the last value that
    /// was reported.
    /// </summary>
    Pruned,

    /// <summary>
    /// The architecture is beyond a limit, as <see cref="Trial.Failure"/> says; it was not evaluated, and does not count as a trial of the
    /// budget.
    /// </summary>
    Infeasible,
}
