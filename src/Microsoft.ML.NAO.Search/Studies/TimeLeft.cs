namespace Microsoft.ML.NAO.Studies;

/// <summary>Estimates how long a study will still run.</summary>
internal static class TimeLeft
{
    /// <param name="budget">The budgets.</param>
    /// <param name="finished">The number of finished trials.</param>
    /// <param name="elapsed">How long the study has run, the running trial included.</param>
    /// <param name="current">How long the running trial has run; null where none does.</param>
    /// <param name="fraction">The fraction of the running trial that is done.</param>
    /// <returns>The estimate; null while nothing is known.</returns>
    public static TimeSpan? Estimate(StudyOptions budget, int finished, TimeSpan elapsed, TimeSpan? current, double fraction)
    {
        TimeSpan? byTrials = budget.MaxTrials is { } maxTrials
            ? EstimateTrials(maxTrials - finished, finished, elapsed, current, fraction)
            : null;
        return Shortest(byTrials, budget.MaxDuration - elapsed);
    }

    /// <param name="budget">The budgets.</param>
    /// <param name="done">The number of finished trials, with the fractions of those that run side by side.</param>
    /// <param name="elapsed">How long the study has run.</param>
    /// <returns>The estimate; null while nothing is known.</returns>
    public static TimeSpan? Estimate(StudyOptions budget, double done, TimeSpan elapsed)
    {
        TimeSpan? byTrials = budget.MaxTrials is { } maxTrials && done > 0 ? elapsed * ((maxTrials - done) / done) : null;
        return Shortest(byTrials, budget.MaxDuration - elapsed);
    }

    private static TimeSpan? Shortest(TimeSpan? byTrials, TimeSpan? byTime)
    {
        TimeSpan? left = byTrials is null || byTime < byTrials ? byTime : byTrials;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    private static TimeSpan? EstimateTrials(int remaining, int finished, TimeSpan elapsed, TimeSpan? current, double fraction)
    {
        // What the strategy takes between trials counts as part of them.
        TimeSpan? perTrial = finished > 0 ? (elapsed - (current ?? TimeSpan.Zero)) / finished : null;
        if (current is not { } sofar)
        {
            return perTrial * remaining;
        }

        TimeSpan? byFraction = fraction > 0 ? sofar * ((1 - fraction) / fraction) : null;
        if (perTrial is not { } usual)
        {
            return byFraction + ((sofar + byFraction) * (remaining - 1));
        }

        // The further a trial has come, the more its own pace tells, and the less that of the trials before.
        TimeSpan byUsual = usual > sofar ? usual - sofar : TimeSpan.Zero;
        TimeSpan rest = byFraction is { } own ? (own * fraction) + (byUsual * (1 - fraction)) : byUsual;
        return rest + (usual * (remaining - 1));
    }
}
