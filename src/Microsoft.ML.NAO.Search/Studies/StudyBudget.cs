namespace Microsoft.ML.NAO.Studies;

/// <summary>Says when a study has had enough.</summary>
internal sealed class StudyBudget(StudyOptions options, StudyHistory history, StudyClock clock)
{
    /// <summary>Whether one more trial may be proposed beside those that have begun.</summary>
    public bool AllowsProposal => history.Count < (options.MaxTrials ?? int.MaxValue);

    /// <summary>Why no trial may begin any more; null where one may.</summary>
    public StopReason? FindReasonToStop()
    {
        if (history.FinishedCount >= options.MaxTrials)
        {
            return StopReason.TrialBudget;
        }

        // Without a single outcome there is nothing to return, so the first trial starts in any case.
        if (history.FinishedCount > 0 && clock.Elapsed >= options.MaxDuration)
        {
            return StopReason.TimeBudget;
        }

        return history.Best is null && history.FinishedCount >= options.MaxInitialFailures ? StopReason.TrialBudget : null;
    }
}
