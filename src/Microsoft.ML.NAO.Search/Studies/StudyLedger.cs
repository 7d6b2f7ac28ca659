using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Schedulers;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Studies;

/// <summary>
/// Keeps account of what happens in a study: it is written to the journal before strategy, scheduler and user hear of it.
/// </summary>
/// <remarks>
/// Calls do not overlap, but for <see cref="Propose"/> and <see cref="Finish(UnfinishedTrial, TrialOutcome)"/>, which do not overlap with
/// each other: they take <see cref="Gate"/> themselves, and leave it while the strategy computes. Who calls anything else holds it.
/// </remarks>
internal sealed class StudyLedger(
    Objective objective,
    StudyHistory history,
    ISearchStrategy strategy,
    StudyOptions options,
    TrialScore score,
    StudyJournal? journal,
    StrategySnapshots? snapshots,
    StudyClock clock,
    int workers)
{
    private readonly ITrialScheduler? _scheduler = CreateScheduler(objective, options, history);
    private readonly Appraiser _appraiser = new(options);
    private readonly StudyReporter _reporter = new(options, history, clock, workers);

    /// <summary>The lock of the books: of the history, the journal, the scheduler and the reports to the user.</summary>
    public object Gate { get; } = new();

    public StudyBudget Budget { get; } = new(objective, options, history, clock);

    /// <summary>Whether the strategy knows no further architecture.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>The first exception that made a trial of this run fail.</summary>
    public Exception? FirstFailure { get; private set; }

    /// <summary>Notes what made a trial fail.</summary>
    public void NoteFailure(Exception? cause)
    {
        lock (Gate)
        {
            FirstFailure ??= cause;
        }
    }

    /// <summary>Tells where a resumed study stands.</summary>
    public void ReportResumed()
    {
        if (history.Latest is { } latest)
        {
            _reporter.Finish(latest);
        }
    }

    /// <summary>Lets the strategy propose until something is within the limits, or the budget is used up.</summary>
    /// <param name="cancellationToken">Ends a long computation.</param>
    /// <param name="reason">Why there is nothing to run; null where there is.</param>
    /// <returns>A trial that has been started.</returns>
    public UnfinishedTrial? Propose(CancellationToken cancellationToken, out StopReason? reason)
    {
        while ((reason = FindReasonToStop()) is null)
        {
            if (Time(() => strategy.Propose(cancellationToken)) is not { } architecture)
            {
                IsExhausted = true;
                reason = StopReason.SpaceExhausted;
                return null;
            }

            Appraisal appraisal = _appraiser.Appraise(architecture, cancellationToken);
            if (appraisal.State is not { } state)
            {
                UnfinishedTrial trial = Start(architecture, appraisal);
                snapshots?.SaveIfDue(Gate);
                return trial;
            }

            NoteFailure(appraisal.Error);
            Finish(new JournalEntry
            {
                Event = JournalEvent.Finished,
                Number = history.Count,
                Architecture = architecture,
                State = state,
                Failure = appraisal.Failure,
                Elapsed = clock.Elapsed,
                Measures = appraisal.Measures,
            });
        }

        return null;
    }

    /// <summary>A trial that was given back begins again.</summary>
    public void Restart(UnfinishedTrial trial) => Record(new JournalEntry { Event = JournalEvent.Started, Number = trial.Number });

    /// <summary>A trial begins to be evaluated.</summary>
    public void Begin(UnfinishedTrial trial) => _reporter.Start(trial.Number);

    /// <summary>A trial has come so far.</summary>
    public void Advance(UnfinishedTrial trial, double fraction) => _reporter.Advance(trial.Number, fraction);

    /// <summary>A trial has reported a value on its way.</summary>
    /// <returns>Whether it is to go on.</returns>
    public bool Report(UnfinishedTrial trial, IntermediateValue value)
    {
        Record(new JournalEntry { Event = JournalEvent.Reported, Number = trial.Number, Step = value.Step, Value = value.Value });
        return _scheduler?.Report(trial.Number, value) ?? true;
    }

    /// <summary>A trial has ended without an outcome: it was cancelled, or its worker failed, as the text says.</summary>
    public void Return(UnfinishedTrial trial, string? failure)
    {
        _reporter.Return(trial.Number);
        Record(new JournalEntry { Event = JournalEvent.Returned, Number = trial.Number, Failure = failure });
    }

    /// <summary>A trial has an outcome.</summary>
    public void Finish(UnfinishedTrial trial, TrialOutcome outcome)
    {
        outcome = _appraiser.Check(trial, outcome);
        Finish(new JournalEntry
        {
            Event = JournalEvent.Finished,
            Number = trial.Number,
            State = outcome.State,
            Value = outcome.State == TrialState.Failed ? double.NaN : outcome.Metric,
            Step = outcome.Result?.Epochs ?? 0,
            Failure = outcome.Failure,
            Duration = outcome.Duration,
            Elapsed = clock.Elapsed,
            Measures = outcome.Result?.Measures,
        });
    }

    private StopReason? FindReasonToStop()
    {
        lock (Gate)
        {
            return Budget.FindReasonToStop();
        }
    }

    private UnfinishedTrial Start(Architecture architecture, Appraisal appraisal)
    {
        lock (Gate)
        {
            int number = history.Count;
            Record(new JournalEntry { Event = JournalEvent.Started, Number = number, Architecture = architecture, Measures = appraisal.Measures });
            return history.GetUnfinished(number);
        }
    }

    private void Finish(JournalEntry entry)
    {
        Trial trial;
        lock (Gate)
        {
            trial = Record(entry)!;
            _reporter.Finish(trial);
        }

        Time(() =>
        {
            strategy.Observe(score.ForStrategy(trial));
            return trial;
        });
        snapshots?.SaveIfDue(Gate);
    }

    private Trial? Record(JournalEntry entry)
    {
        journal?.Append(entry);
        return history.Apply(entry);
    }

    private T Time<T>(Func<T> work) => snapshots is null ? work() : snapshots.Time(work);

    private static ITrialScheduler? CreateScheduler(Objective objective, StudyOptions options, StudyHistory history)
    {
        ITrialScheduler? scheduler = options.Scheduler?.CreateScheduler(objective);
        foreach (var (trial, value) in scheduler is null ? [] : history.GetIntermediateValues())
        {
            scheduler!.Report(trial, value);
        }

        return scheduler;
    }
}
