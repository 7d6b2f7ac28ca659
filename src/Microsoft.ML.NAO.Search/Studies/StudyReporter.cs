namespace Microsoft.ML.NAO.Studies;

/// <summary>Tells the user where a study stands. Calls do not overlap.</summary>
internal sealed class StudyReporter(StudyOptions options, StudyHistory history, StudyClock clock, int workers)
{
    private readonly Dictionary<int, (long Start, double Fraction)> _running = [];

    /// <summary>A trial has begun.</summary>
    public void Start(int trial)
    {
        _running[trial] = (clock.Provider.GetTimestamp(), 0);
        Report(null, trial);
    }

    /// <summary>A trial has come so far. What is less than what it reported before is passed over.</summary>
    public void Advance(int trial, double fraction)
    {
        if (_running.TryGetValue(trial, out var running) && fraction > running.Fraction)
        {
            _running[trial] = running with { Fraction = Math.Min(fraction, 1) };
            Report(null, trial);
        }
    }

    /// <summary>A trial has ended without an outcome.</summary>
    public void Return(int trial) => _running.Remove(trial);

    /// <summary>A trial has finished.</summary>
    public void Finish(Trial trial)
    {
        _running.Remove(trial.Number);
        Report(trial, null);
    }

    private void Report(Trial? latest, int? current)
    {
        if (options.Progress is not { } target)
        {
            return;
        }

        TimeSpan elapsed = clock.Elapsed;
        double fraction = current is { } number ? _running[number].Fraction : 0;
        double done = history.EvaluatedCount + _running.Values.Sum(running => running.Fraction);
        TimeSpan? time = current is { } trial ? clock.Provider.GetElapsedTime(_running[trial].Start) : null;
        target.Report(new StudyProgress
        {
            FinishedTrials = history.EvaluatedCount,
            FailedTrials = history.FailedCount,
            PrunedTrials = history.PrunedCount,
            InfeasibleTrials = history.InfeasibleCount,
            RunningTrials = _running.Count,
            TrialsDone = done,
            MaxTrials = options.MaxTrials,
            Latest = latest,
            Best = history.Best,
            TrialFraction = fraction,
            Elapsed = elapsed,
            TimeLeft = workers == 1
                ? TimeLeft.Estimate(options, history.EvaluatedCount, elapsed, time, fraction)
                : TimeLeft.Estimate(options, done, elapsed),
        });
    }
}
