using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Studies;

/// <summary>One run of a study.</summary>
internal sealed class StudyRun(
    Objective objective, ISearchStrategy strategy, IArchitectureEvaluator evaluator, StudyOptions options, StudyJournal? journal)
{
    // The longest time that a timer takes.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1L);

    private readonly TimeProvider _clock = options.TimeProvider;
    private readonly long _start = options.TimeProvider.GetTimestamp();
    private readonly List<Trial> _trials = [];
    private TimeSpan _resumedTime;
    private Trial? _best;
    private Exception? _firstFailure;

    private TimeSpan Elapsed => _resumedTime + _clock.GetElapsedTime(_start);

    public StudyResult Run(CancellationToken cancellationToken)
    {
        foreach (Trial trial in journal?.Trials ?? [])
        {
            Add(trial);
            _resumedTime += trial.Duration;
        }

        StopReason reason = RunTrials(cancellationToken);
        if (_best is not null)
        {
            return new StudyResult
            {
                Best = _best,
                Trials = _trials,
                ResumedTrials = journal?.Trials.Count ?? 0,
                StopReason = reason,
                Elapsed = Elapsed,
                StrategyMeasures = new Dictionary<string, double>(strategy.Measures),
            };
        }

        if (_trials.Count == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new StudyFailedException("The strategy proposed no architecture.");
        }

        throw new StudyFailedException($"None of {_trials.Count} trials completed. The first failed: {_trials[0].Failure}", _firstFailure);
    }

    private StopReason RunTrials(CancellationToken cancellationToken)
    {
        TimeSpan? left = options.MaxDuration - Elapsed;
        using var deadline = left is { } time
            ? new CancellationTokenSource(time < TimeSpan.Zero ? TimeSpan.Zero : time < LongestTimer ? time : LongestTimer, _clock)
            : new CancellationTokenSource();
        using var cancelledOrLate = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            Replay(cancellationToken);
            if (_trials.Count > 0)
            {
                Report(_trials[^1], null, 0);
            }

            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (FindReasonToStop() is { } reason)
                {
                    return reason;
                }

                if (strategy.Propose(_trials.Count == 0 ? cancellationToken : cancelledOrLate.Token) is not { } architecture)
                {
                    return StopReason.SpaceExhausted;
                }

                Trial trial = Evaluate(architecture, _best is null ? cancellationToken : cancelledOrLate.Token);
                journal?.Append(trial);
                Add(trial);
                strategy.Observe(trial);
                Report(trial, null, 0);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return StopReason.Cancelled;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return StopReason.TimeBudget;
        }
    }

    /// <summary>Brings the strategy to where it was: it proposes and learns again what the journal recorded.</summary>
    private void Replay(CancellationToken cancellationToken)
    {
        foreach (Trial trial in journal?.Trials ?? [])
        {
            Architecture? proposal = strategy.Propose(cancellationToken);
            if (!trial.Architecture.Equals(proposal))
            {
                throw new JournalException(
                    $"The strategy now proposes {proposal?.ToString() ?? "nothing"} as trial {trial.Number}, where the journal has "
                    + $"{trial.Architecture}. Its options or its version have changed: restore them, or begin with another journal.");
            }

            strategy.Observe(trial);
        }
    }

    private StopReason? FindReasonToStop()
    {
        if (_trials.Count >= options.MaxTrials)
        {
            return StopReason.TrialBudget;
        }

        // Without a single outcome there is nothing to return, so the first trial starts in any case.
        if (_trials.Count > 0 && Elapsed >= options.MaxDuration)
        {
            return StopReason.TimeBudget;
        }

        return _best is null && _trials.Count >= options.MaxInitialFailures ? StopReason.TrialBudget : null;
    }

    private Trial Evaluate(Architecture architecture, CancellationToken cancellationToken)
    {
        int number = _trials.Count;
        long start = _clock.GetTimestamp();
        var progress = new TrialProgress(fraction => Report(null, _clock.GetElapsedTime(start), fraction));
        var request = new EvaluationRequest(architecture, number, TrialSeed.Derive(options.Seed, architecture), progress);
        var trial = new Trial { Number = number, Architecture = architecture, State = TrialState.Failed };
        try
        {
            Report(null, TimeSpan.Zero, 0);
            EvaluationResult result = evaluator.Evaluate(request, cancellationToken);
            trial = double.IsFinite(result.Metric)
                ? trial with { State = TrialState.Completed, Metric = result.Metric, Measures = result.Measures }
                : trial with { Failure = $"{objective.MetricName} is {result.Metric}.", Measures = result.Measures };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            _firstFailure ??= e;
            trial = trial with { Failure = $"{e.GetType().Name}: {e.Message}" };
        }

        return trial with { Duration = _clock.GetElapsedTime(start) };
    }

    private void Add(Trial trial)
    {
        _trials.Add(trial);
        if (trial.State == TrialState.Completed && (_best is null || objective.IsBetter(trial.Metric, _best.Metric)))
        {
            _best = trial;
        }
    }

    private void Report(Trial? latest, TimeSpan? current, double fraction)
    {
        TimeSpan elapsed = Elapsed;
        options.Progress?.Report(new StudyProgress
        {
            FinishedTrials = _trials.Count,
            FailedTrials = _trials.Count(trial => trial.State == TrialState.Failed),
            MaxTrials = options.MaxTrials,
            Latest = latest,
            Best = _best,
            TrialFraction = fraction,
            Elapsed = elapsed,
            TimeLeft = TimeLeft.Estimate(options, _trials.Count, elapsed, current, fraction),
        });
    }

    /// <summary>Passes on how far a trial has come, within 0 and 1, and never back.</summary>
    private sealed class TrialProgress(Action<double> report) : IProgress<double>
    {
        private double _fraction;

        public void Report(double value)
        {
            if (value > _fraction)
            {
                _fraction = Math.Min(value, 1);
                report(_fraction);
            }
        }
    }
}
