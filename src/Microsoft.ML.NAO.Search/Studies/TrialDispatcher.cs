using System.Runtime.ExceptionServices;

namespace Microsoft.ML.NAO.Studies;

/// <summary>Gives trials to workers and takes their outcomes, from one worker at a time.</summary>
internal sealed class TrialDispatcher(StudyLedger ledger, StudyHistory history, StudyOptions options, StopSignal stop, int workers)
{
    private readonly object _gate = new();
    private readonly HashSet<int> _running = [];
    private readonly HashSet<int> _workers = [.. Enumerable.Range(0, workers)];

    // By trial: the workers that failed with it.
    private readonly Dictionary<int, HashSet<int>> _failedWorkers = [];
    private ExceptionDispatchInfo? _broken;

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
                    _running.Add(trial.Number);
                    return new TrialAssignment(trial, history.Best is null ? stop.Now : stop.NowOrLate);
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
            ledger.Begin(assignment.Trial);
        }
    }

    /// <summary>A trial has come so far.</summary>
    public void Advance(TrialAssignment assignment, double fraction)
    {
        lock (_gate)
        {
            ledger.Advance(assignment.Trial, fraction);
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

            bool goesOn;
            try
            {
                goesOn = ledger.Report(assignment.Trial, value);
            }
            catch (JournalException e)
            {
                // Whatever the evaluator makes of it: the study cannot go on.
                Break(e);
                throw;
            }

            if (!goesOn)
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
            Finish(assignment.Trial, outcome);
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
                    ledger.Return(assignment.Trial, null);
                }
            }
            catch (JournalException)
            {
                // The study ends anyhow. Without the line, the next one takes the trial for one that the process ended within.
            }

            End(assignment);
        }
    }

    /// <summary>A trial has none, since its worker failed.</summary>
    public void Return(TrialAssignment assignment, int worker, string failure, Exception cause)
    {
        lock (_gate)
        {
            int number = assignment.Trial.Number;
            ledger.NoteFailure(cause);
            ledger.Return(assignment.Trial, failure);
            (_failedWorkers.TryGetValue(number, out HashSet<int>? failed) ? failed : _failedWorkers[number] = []).Add(worker);
            End(assignment);
        }
    }

    /// <summary>Notes what made a trial fail.</summary>
    public void NoteFailure(Exception cause)
    {
        lock (_gate)
        {
            ledger.NoteFailure(cause);
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
        reason = ledger.Budget.FindReasonToStop();
        if (reason is not null)
        {
            return null;
        }

        bool waits = false;
        foreach (UnfinishedTrial trial in FindReturned())
        {
            // A worker that failed with a trial leaves it to one that has not, as long as there is one.
            if (!_failedWorkers.TryGetValue(trial.Number, out HashSet<int>? failed) || !failed.Contains(worker) || _workers.IsSubsetOf(failed))
            {
                ledger.Restart(trial);
                return trial;
            }

            waits = true;
        }

        if (ledger.IsExhausted || !ledger.Budget.AllowsProposal)
        {
            reason = waits ? null : ledger.IsExhausted ? StopReason.SpaceExhausted : StopReason.TrialBudget;
            return null;
        }

        return ledger.Propose(history.EvaluatedCount == 0 ? stop.Now : stop.NowOrLate, out reason);
    }

    /// <summary>Trials that no attempt has finished are failed trials, so that a study does not begin them for ever.</summary>
    private void GiveUpTrials()
    {
        foreach (UnfinishedTrial trial in FindReturned())
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

    private UnfinishedTrial[] FindReturned() => [.. history.Unfinished.Where(trial => !_running.Contains(trial.Number))];

    private void Finish(UnfinishedTrial trial, TrialOutcome outcome)
    {
        ledger.Finish(trial, outcome);
        _failedWorkers.Remove(trial.Number);
        if (ledger.Budget.IsTargetReached)
        {
            stop.Stop(StopReason.TargetReached);
            stop.Cancel();
        }
    }

    private void End(TrialAssignment assignment)
    {
        _running.Remove(assignment.Trial.Number);
        Monitor.PulseAll(_gate);
    }
}
