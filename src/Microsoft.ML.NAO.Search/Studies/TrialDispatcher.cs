using System.Runtime.ExceptionServices;
using Microsoft.ML.NAO.Schedulers;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Studies;

/// <summary>
/// Gives trials to workers and takes their outcomes. What happens is written to the journal before it has an effect. One call at a
/// time has strategy, journal and progress to itself.
/// </summary>
internal sealed class TrialDispatcher(
    Objective objective,
    StudyHistory history,
    ISearchStrategy strategy,
    StudyOptions options,
    TrialScore score,
    StudyJournal? journal,
    StrategySnapshots? snapshots,
    StudyClock clock,
    StopSignal stop,
    int workers)
{
    private readonly object _gate = new();
    private readonly StudyBudget _budget = new(objective, options, history, clock);
    private readonly ITrialScheduler? _scheduler = CreateScheduler(objective, options, history);
    private readonly Appraiser _appraiser = new(options);
    private readonly StudyReporter _reporter = new(options, history, clock, workers);
    private readonly HashSet<int> _running = [];
    private readonly HashSet<int> _workers = [.. Enumerable.Range(0, workers)];
    private readonly Dictionary<int, HashSet<int>> _failedWorkers = [];
    private bool _exhausted;
    private ExceptionDispatchInfo? _broken;

    /// <summary>The first exception that made a trial of this run fail.</summary>
    public Exception? FirstFailure { get; private set; }

    /// <summary>Tells where a resumed study stands.</summary>
    public void ReportResumed()
    {
        if (history.Latest is { } latest)
        {
            _reporter.Finish(latest);
        }
    }

    /// <summary>Waits for a trial to run.</summary>
    /// <param name="worker">Who asks.</param>
    /// <returns>The trial; null where the study ends.</returns>
    /// <exception cref="OperationCanceledException">The study was cancelled, or its time is up.</exception>
    public TrialAssignment? Next(int worker)
    {
        lock (_gate)
        {
            while (true)
            {
                ThrowIfBroken();
                stop.Now.ThrowIfCancellationRequested();
                if (FindTrial(worker, out StopReason? reason) is { } trial)
                {
                    return Start(trial);
                }

                if (_running.Count == 0 && reason is { } end)
                {
                    stop.Stop(end);
                    Monitor.PulseAll(_gate);
                    return null;
                }

                // A running trial may be given back, or its outcome change what there is to do.
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>A trial begins to be evaluated.</summary>
    public void Begin(TrialAssignment assignment)
    {
        lock (_gate)
        {
            _reporter.Start(assignment.Trial.Number);
        }
    }

    /// <summary>A trial has come so far.</summary>
    public void Advance(TrialAssignment assignment, double fraction)
    {
        lock (_gate)
        {
            _reporter.Advance(assignment.Trial.Number, fraction);
        }
    }

    /// <summary>A trial has reported a value on its way.</summary>
    /// <exception cref="TrialPrunedException">It is not worth going on with.</exception>
    public void Report(TrialAssignment assignment, IntermediateValue value)
    {
        lock (_gate)
        {
            ThrowIfBroken();
            int last = assignment.Trial.LastStep;
            if (value.Step <= last)
            {
                throw new InvalidOperationException($"The evaluator reported step {value.Step} after step {last}. Steps begin at 1 and only grow.");
            }

            try
            {
                Record(new JournalEntry { Event = JournalEvent.Reported, Number = assignment.Trial.Number, Step = value.Step, Value = value.Value });
            }
            catch (JournalException e)
            {
                // Whatever the evaluator makes of it: the study cannot go on.
                Break(e);
                throw;
            }

            if (_scheduler?.Report(assignment.Trial.Number, value) == false)
            {
                assignment.Pruned = value;
                throw new TrialPrunedException();
            }
        }
    }

    /// <summary>A trial has an outcome.</summary>
    public void Finish(TrialAssignment assignment, TrialOutcome outcome)
    {
        lock (_gate)
        {
            Finish(assignment.Trial, _appraiser.Check(assignment.Trial, outcome));
            End(assignment);
        }
    }

    /// <summary>A trial has none, since it was cancelled.</summary>
    public void Return(TrialAssignment assignment)
    {
        lock (_gate)
        {
            try
            {
                if (_broken is null)
                {
                    Record(new JournalEntry { Event = JournalEvent.Returned, Number = assignment.Trial.Number });
                }
            }
            catch (JournalException)
            {
                // The study ends anyhow. Without the line, the next one takes the trial for one that the process ended within.
            }

            _reporter.Return(assignment.Trial.Number);
            End(assignment);
        }
    }

    /// <summary>A trial has none, since its worker failed.</summary>
    public void Return(TrialAssignment assignment, int worker, string failure, Exception cause)
    {
        lock (_gate)
        {
            FirstFailure ??= cause;
            Record(new JournalEntry { Event = JournalEvent.Returned, Number = assignment.Trial.Number, Failure = failure });
            (_failedWorkers.TryGetValue(assignment.Trial.Number, out var failed) ? failed : _failedWorkers[assignment.Trial.Number] = []).Add(worker);
            _reporter.Return(assignment.Trial.Number);
            End(assignment);
        }
    }

    /// <summary>Notes what made a trial fail.</summary>
    public void NoteFailure(Exception cause)
    {
        lock (_gate)
        {
            FirstFailure ??= cause;
        }
    }

    /// <summary>A worker takes no trials any more.</summary>
    public void Leave(int worker, bool lost)
    {
        lock (_gate)
        {
            _workers.Remove(worker);
            if (lost && _workers.Count == 0)
            {
                stop.Stop(StopReason.WorkersLost);
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends the study because of an error that is none of a trial's.</summary>
    public void Break(Exception error)
    {
        lock (_gate)
        {
            _broken ??= ExceptionDispatchInfo.Capture(error);
            stop.Cancel();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Throws the error that ended the study, if one did.</summary>
    public void ThrowIfBroken() => _broken?.Throw();

    private UnfinishedTrial? FindTrial(int worker, out StopReason? reason)
    {
        GiveUpTrials();
        reason = _budget.FindReasonToStop();
        if (reason is not null)
        {
            return null;
        }

        bool waits = false;
        foreach (UnfinishedTrial trial in history.Unfinished.Where(trial => !_running.Contains(trial.Number)))
        {
            // A worker that failed with a trial leaves it to one that has not, as long as there is one.
            if (!_failedWorkers.TryGetValue(trial.Number, out HashSet<int>? failed) || !failed.Contains(worker) || _workers.IsSubsetOf(failed))
            {
                Record(new JournalEntry { Event = JournalEvent.Started, Number = trial.Number });
                return trial;
            }

            waits = true;
        }

        if (_exhausted || !_budget.AllowsProposal)
        {
            reason = waits ? null : _exhausted ? StopReason.SpaceExhausted : StopReason.TrialBudget;
            return null;
        }

        return Propose(out reason);
    }

    /// <summary>Lets the strategy propose until something is within the limits, or the budget is used up.</summary>
    private UnfinishedTrial? Propose(out StopReason? reason)
    {
        while ((reason = _budget.FindReasonToStop()) is null)
        {
            CancellationToken cancellation = history.EvaluatedCount == 0 ? stop.Now : stop.NowOrLate;
            if (Time(() => strategy.Propose(cancellation)) is not { } architecture)
            {
                _exhausted = true;
                reason = StopReason.SpaceExhausted;
                return null;
            }

            int number = history.Count;
            Appraisal appraisal = _appraiser.Appraise(architecture, cancellation);
            if (appraisal.State is { } state)
            {
                FirstFailure ??= appraisal.Error;
                Learn(new JournalEntry
                {
                    Event = JournalEvent.Finished,
                    Number = number,
                    Architecture = architecture,
                    State = state,
                    Failure = appraisal.Failure,
                    Elapsed = clock.Elapsed,
                    Measures = appraisal.Measures,
                });
                continue;
            }

            Record(new JournalEntry { Event = JournalEvent.Started, Number = number, Architecture = architecture, Measures = appraisal.Measures });
            snapshots?.SaveIfDue();
            return history.GetUnfinished(number);
        }

        return null;
    }

    /// <summary>Trials that no attempt has finished are failed trials, so that a study does not begin them for ever.</summary>
    private void GiveUpTrials()
    {
        foreach (UnfinishedTrial trial in history.Unfinished.Where(trial => !_running.Contains(trial.Number)).ToList())
        {
            string? failure = trial.WorkerFailures >= options.MaxAttempts ? $"Its worker failed {trial.WorkerFailures} times. {trial.LastFailure}"
                : trial.Crashes >= options.MaxCrashes ? $"The process ended {trial.Crashes} times while the trial ran, and it was not finished."
                : null;
            if (failure is not null)
            {
                Finish(trial, new TrialOutcome(TrialState.Failed) { Failure = failure });
            }
        }
    }

    private TrialAssignment Start(UnfinishedTrial trial)
    {
        _running.Add(trial.Number);
        return new TrialAssignment(trial, history.Best is null ? stop.Now : stop.NowOrLate);
    }

    private void Finish(UnfinishedTrial unfinished, TrialOutcome outcome)
    {
        Learn(new JournalEntry
        {
            Event = JournalEvent.Finished,
            Number = unfinished.Number,
            State = outcome.State,
            Value = outcome.State == TrialState.Failed ? double.NaN : outcome.Metric,
            Step = outcome.Result?.Epochs ?? 0,
            Failure = outcome.Failure,
            Duration = outcome.Duration,
            Elapsed = clock.Elapsed,
            Measures = outcome.Result?.Measures,
        });
        _failedWorkers.Remove(unfinished.Number);
        if (_budget.IsTargetReached)
        {
            stop.Stop(StopReason.TargetReached);
            stop.Cancel();
        }
    }

    /// <summary>Records that a trial has finished, and tells those who wait for it.</summary>
    private void Learn(JournalEntry finished)
    {
        Trial trial = Record(finished)!;
        Time(() =>
        {
            strategy.Observe(score.ForStrategy(trial));
            return trial;
        });
        snapshots?.SaveIfDue();
        _reporter.Finish(trial);
    }

    private static ITrialScheduler? CreateScheduler(Objective objective, StudyOptions options, StudyHistory history)
    {
        ITrialScheduler? scheduler = options.Scheduler?.CreateScheduler(objective);
        foreach (var (trial, value) in scheduler is null ? [] : history.GetIntermediateValues())
        {
            scheduler!.Report(trial, value);
        }

        return scheduler;
    }

    private void End(TrialAssignment assignment)
    {
        _running.Remove(assignment.Trial.Number);
        Monitor.PulseAll(_gate);
    }

    private Trial? Record(JournalEntry entry)
    {
        journal?.Append(entry);
        return history.Apply(entry);
    }

    private T Time<T>(Func<T> work) => snapshots is null ? work() : snapshots.Time(work);
}
