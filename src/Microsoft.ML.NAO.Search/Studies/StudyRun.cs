using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Studies;

/// <summary>One run of a study: its workers, and what comes out.</summary>
internal sealed class StudyRun(
    Objective objective,
    ISearchStrategy strategy,
    IReadOnlyList<IArchitectureEvaluator> evaluators,
    StudyOptions options,
    TrialScore score,
    StudyJournal? journal,
    StrategySnapshots? snapshots)
{
    private readonly StudyHistory _history = journal?.History ?? new StudyHistory(objective, score);

    /// <summary>Runs it.</summary>
    /// <param name="replay">Brings the strategy to where the journal ends.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public StudyResult Run(Action<CancellationToken> replay, CancellationToken cancellationToken)
    {
        int resumed = _history.FinishedCount;
        var clock = new StudyClock(options.TimeProvider, _history.Elapsed);
        using var stop = new StopSignal(options.MaxDuration - clock.Elapsed, options.TimeProvider, cancellationToken);
        var ledger = new StudyLedger(objective, _history, strategy, options, score, journal, snapshots, clock, evaluators.Count);
        var dispatcher = new TrialDispatcher(ledger, _history, options, stop, evaluators.Count);
        try
        {
            replay(cancellationToken);
            ledger.ReportResumed();
            Work(dispatcher, stop);
        }
        catch (OperationCanceledException) when (stop.Reason is not null)
        {
        }

        dispatcher.ThrowIfBroken();
        StopReason reason = stop.Reason ?? StopReason.TrialBudget;
        IReadOnlyList<Trial> trials = _history.GetTrials();
        return new StudyResult
        {
            Objective = objective,
            Best = _history.Best ?? throw CreateFailure(reason, ledger.FirstFailure, cancellationToken),
            ParetoFront = ParetoFront.Find(trials, objective, [.. options.Objectives]),
            Trials = trials,
            ResumedTrials = resumed,
            StopReason = reason,
            Elapsed = clock.Elapsed,
            StrategyMeasures = new Dictionary<string, double>(strategy.Measures),
        };
    }

    /// <summary>Runs a worker on this thread, and each further one on a thread of its own.</summary>
    private void Work(TrialDispatcher dispatcher, StopSignal stop)
    {
        StudyWorker[] workers =
            [.. evaluators.Select((evaluator, index) => new StudyWorker(index, evaluator, dispatcher, options, objective))];
        Thread[] threads = [.. workers.Skip(1).Select((worker, index) => new Thread(() => Work(worker, dispatcher, stop))
        {
            IsBackground = true,
            Name = $"study worker {index + 1}",
        })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        Work(workers[0], dispatcher, stop);
        foreach (Thread thread in threads)
        {
            thread.Join();
        }
    }

    private static void Work(StudyWorker worker, TrialDispatcher dispatcher, StopSignal stop)
    {
        try
        {
            worker.Run();
        }
        catch (OperationCanceledException) when (stop.Reason is not null)
        {
        }
        catch (Exception e)
        {
            dispatcher.Break(e);
        }
    }

    private Exception CreateFailure(StopReason reason, Exception? cause, CancellationToken cancellationToken)
    {
        string when = reason switch
        {
            StopReason.Cancelled => " before the study was cancelled",
            StopReason.TimeBudget => " before its time was up",
            StopReason.WorkersLost => " before all of its workers had failed",
            _ => string.Empty,
        };
        if (_history.FirstFailed is { } failed)
        {
            return new StudyFailedException($"None of {_history.EvaluatedCount} trials completed{when}. The first failed: {failed.Failure}", cause);
        }

        if (_history.FirstInfeasible is { } infeasible && reason != StopReason.Cancelled)
        {
            return new StudyFailedException(
                $"None of {_history.InfeasibleCount} architectures was within the limits{when}. Of the first, {infeasible.Failure} Raise the limits, or search smaller networks.");
        }

        string? unfinished = _history.Unfinished.Select(trial => trial.LastFailure).FirstOrDefault(failure => failure is not null);
        return reason == StopReason.Cancelled && unfinished is null
            ? new OperationCanceledException("The study was cancelled before any of its trials had finished.", cancellationToken)
            : new StudyFailedException(
                unfinished is null ? "The strategy proposed no architecture." : $"No trial finished{when}. The first worker failed: {unfinished}", cause);
    }
}
