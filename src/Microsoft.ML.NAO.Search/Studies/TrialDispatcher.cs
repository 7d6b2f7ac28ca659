using System.Runtime.ExceptionServices;

namespace Microsoft.ML.NAO.Studies;

/// <summary>Gives trials to workers and takes their outcomes.</summary>
/// <remarks>
/// Two locks: who lets the strategy propose or learn has the turn, from the strategy's call to the line in the journal, so that the journal
/// has both in the strategy's order; the gate is for the books, and is held for as long as writing a line takes. A strategy that computes
/// for long thus keeps no worker from reporting. Who has the turn may take the gate, but not the other way round.
/// </remarks>
internal sealed class TrialDispatcher(StudyLedger ledger, StudyHistory history, StudyOptions options, StopSignal stop, int workers)
{
    private readonly object _turn = new();
    private readonly object _gate = ledger.Gate;
    private readonly HashSet<int> _running = [];
    private readonly HashSet<int> _workers = [.. Enumerable.Range(0, workers)];

    // By trial: the workers that failed with it.
    private readonly Dictionary<int, HashSet<int>> _failedWorkers = [];

    // Counts what may change what there is to do.
    private int _changes;
    private ExceptionDispatchInfo? _broken;

    /// <summary>Waits for a trial to run.</summary>
    /// <param name="worker">Who asks.</param>
    /// <returns>The trial; null where the study ends.</returns>
    /// <exception cref="OperationCanceledException">The study was cancelled, or its time is up.</exception>
    public TrialAssignment? Next(int worker)
    {
        while (true)
        {
            int seen;
            lock (_turn)
            {
                UnfinishedTrial? trial = FindTrial(worker, out StopReason? reason, out seen);
                lock (_gate)
                {
                    if (trial is not null)
                    {
                        _running.Add(trial.Number);
                        return new TrialAssignment(trial, history.Best is null ? stop.Now : stop.NowOrLate);
                    }

                    if (_running.Count == 0 && _changes == seen && reason is { } end)
                    {
                        stop.Stop(end);
                        Change();
                        return null;
                    }
                }
            }

            lock (_gate)
            {
                // A running trial may be given back, or its outcome change what there is to do.
                while (_changes == seen)
                {
                    Monitor.Wait(_gate);
                }
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
        lock (_turn)
        {
            Finish(assignment.Trial, outcome);
            lock (_gate)
            {
                End(assignment);
            }
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
    public void NoteFailure(Exception cause) => ledger.NoteFailure(cause);

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

            Change();
        }
    }

    /// <summary>Ends the study because of an error that is none of a trial's.</summary>
    public void Break(Exception error)
    {
        lock (_gate)
        {
            _broken ??= ExceptionDispatchInfo.Capture(error);
            stop.Cancel();
            Change();
        }
    }

    /// <summary>Throws the error that ended the study, if one did.</summary>
    public void ThrowIfBroken() => _broken?.Throw();

    /// <summary>Finds a trial to run, which has been started. The turn must be held.</summary>
    /// <param name="worker">Who is to run it.</param>
    /// <param name="reason">Where there is none: why the study ends once nothing runs; null while that is open.</param>
    /// <param name="seen">How many changes it goes by.</param>
    private UnfinishedTrial? FindTrial(int worker, out StopReason? reason, out int seen)
    {
        while (true)
        {
            UnfinishedTrial? trial;
            string? failure;
            CancellationToken cancellation;
            lock (_gate)
            {
                ThrowIfBroken();
                stop.Now.ThrowIfCancellationRequested();
                seen = _changes;
                reason = null;
                trial = FindHopeless(out failure);
                if (trial is null && !MayPropose(worker, out trial, out reason))
                {
                    return trial;
                }

                cancellation = history.EvaluatedCount == 0 ? stop.Now : stop.NowOrLate;
            }

            if (trial is null)
            {
                return ledger.Propose(cancellation, out reason);
            }

            Finish(trial, new TrialOutcome(TrialState.Failed) { Failure = failure });
        }
    }

    /// <summary>Whether a worker's next trial is a new one. The gate must be held.</summary>
    /// <param name="worker">Who is to run it.</param>
    /// <param name="trial">A trial that was given back and has been started again, where it is that one.</param>
    /// <param name="reason">Where it is neither: why the study ends once nothing runs; null while that is open.</param>
    private bool MayPropose(int worker, out UnfinishedTrial? trial, out StopReason? reason)
    {
        trial = null;
        reason = ledger.Budget.FindReasonToStop();
        if (reason is not null)
        {
            return false;
        }

        bool waits = false;
        foreach (UnfinishedTrial returned in FindReturned())
        {
            // A worker that failed with a trial leaves it to one that has not, as long as there is one.
            if (!_failedWorkers.TryGetValue(returned.Number, out HashSet<int>? failed) || !failed.Contains(worker) || _workers.IsSubsetOf(failed))
            {
                ledger.Restart(returned);
                trial = returned;
                return false;
            }

            waits = true;
        }

        if (!ledger.IsExhausted && ledger.Budget.AllowsProposal)
        {
            return true;
        }

        reason = waits ? null : ledger.IsExhausted ? StopReason.SpaceExhausted : StopReason.TrialBudget;
        return false;
    }

    /// <summary>A trial that no attempt has finished: it is a failed one, so that a study does not begin it for ever.</summary>
    private UnfinishedTrial? FindHopeless(out string? failure)
    {
        foreach (UnfinishedTrial trial in FindReturned())
        {
            failure = trial.WorkerFailures >= options.MaxAttempts ? $"Its worker failed {trial.WorkerFailures} times. {trial.LastFailure}"
                : trial.Crashes >= options.MaxCrashes ? $"The process ended {trial.Crashes} times while the trial ran, and it was not finished."
                : null;
            if (failure is not null)
            {
                return trial;
            }
        }

        failure = null;
        return null;
    }

    private UnfinishedTrial[] FindReturned() => [.. history.Unfinished.Where(trial => !_running.Contains(trial.Number))];

    private void Finish(UnfinishedTrial trial, TrialOutcome outcome)
    {
        ledger.Finish(trial, outcome);
        lock (_gate)
        {
            _failedWorkers.Remove(trial.Number);
            if (ledger.Budget.IsTargetReached)
            {
                stop.Stop(StopReason.TargetReached);
                stop.Cancel();
            }
        }
    }

    private void End(TrialAssignment assignment)
    {
        _running.Remove(assignment.Trial.Number);
        Change();
    }

    private void Change()
    {
        _changes++;
        Monitor.PulseAll(_gate);
    }
}
