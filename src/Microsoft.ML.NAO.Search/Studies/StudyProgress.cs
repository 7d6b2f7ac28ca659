namespace Microsoft.ML.NAO.Studies;

/// <summary>Where a study stands.</summary>
public sealed record StudyProgress
{
    /// <summary>The number of finished trials, failed ones and those of the journal included.</summary>
    public required int FinishedTrials { get; init; }

    /// <summary>The number of failed trials among them.</summary>
    public required int FailedTrials { get; init; }

    /// <summary>The number of trials among them that the scheduler stopped.</summary>
    public int PrunedTrials { get; init; }

    /// <summary>The number of architectures that were beyond a limit. They are not among the finished trials.</summary>
    public int InfeasibleTrials { get; init; }

    /// <summary>The number of trials that run now.</summary>
    public int RunningTrials { get; init; }

    /// <summary>The number of finished trials, with the fractions of the running ones that are done.</summary>
    public double TrialsDone { get; init; }

    /// <summary>The budget of trials; null where there is none.</summary>
    public required int? MaxTrials { get; init; }

    /// <summary>The trial that has just finished; null when this report is about a running one.</summary>
    public Trial? Latest { get; init; }

    /// <summary>The best completed trial so far.</summary>
    public Trial? Best { get; init; }

    /// <summary>The fraction of the trial that this report is about that is done, between 0 and 1.</summary>
    public double TrialFraction { get; init; }

    /// <summary>How long the study has run, with the time until the last trial of the journal finished.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long the study will still run, from the trials so far and the budgets; null while nothing is known.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
