namespace Microsoft.ML.NAO.Studies;

/// <summary>Says when a study has had enough.</summary>
internal sealed class StudyBudget(Objective objective, StudyOptions options, StudyHistory history, StudyClock clock)
{
    /// <summary>Whether one more trial may be proposed beside those that have begun.</summary>
    public bool AllowsProposal => history.EvaluationCount < (options.MaxTrials ?? int.MaxValue);

    /// <summary>Whether a trial was as good as was aimed at.</summary>
    public bool IsTargetReached => options.TargetMetric is { } target && !double.IsNaN(history.BestMetric) && !objective.IsBetter(target, history.BestMetric);

    /// <summary>Why no trial may begin any more; null where one may.</summary>
    public StopReason? FindReasonToStop()
    {
        if (IsTargetReached)
        {
            return StopReason.TargetReached;
        }

        if (history.EvaluatedCount >= options.MaxTrials)
        {
            return StopReason.TrialBudget;
        }

        // Without a single outcome there is nothing to return, so the first trial starts in any case.
        if (history.EvaluatedCount > 0 && clock.Elapsed >= options.MaxDuration)
        {
            return StopReason.TimeBudget;
        }

        if (history.Epochs >= options.MaxEpochs)
        {
            return StopReason.EpochBudget;
        }

        if (history.InfeasibleInARow >= options.MaxInfeasibleInARow)
        {
            return StopReason.NothingFeasible;
        }

        return history.Best is null && history.EvaluatedCount >= options.MaxInitialFailures ? StopReason.TrialBudget : null;
    }
}
