using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Studies;

/// <summary>What has happened in a study: built up by the entries of its journal, whether they are read or have just been written.</summary>
internal sealed class StudyHistory(Objective objective, TrialScore score)
{
    private readonly List<Trial?> _trials = [];
    private readonly SortedDictionary<int, UnfinishedTrial> _unfinished = [];

    // Number n: trial n was proposed. ~n: it finished.
    private readonly List<int> _order = [];

    // What attempts that were broken off have reported of steps that the last one did not come to: schedulers have taken it in.
    private readonly List<(int Trial, IntermediateValue Value)> _leftReports = [];
    private long _finishedEpochs;
    private double _bestScore = double.NaN;

    /// <summary>How many trials have begun, finished ones included.</summary>
    public int Count => _trials.Count;

    public int FinishedCount => _trials.Count - _unfinished.Count;

    public int FailedCount { get; private set; }

    public int PrunedCount { get; private set; }

    public int InfeasibleCount { get; private set; }

    /// <summary>How many infeasible architectures have come since the last one that was not.</summary>
    public int InfeasibleInARow { get; private set; }

    /// <summary>The trials that have begun to be evaluated, which the budget counts.</summary>
    public int EvaluationCount => Count - InfeasibleCount;

    /// <summary>Those of them that have finished.</summary>
    public int EvaluatedCount => FinishedCount - InfeasibleCount;

    /// <summary>The epochs, or other steps, of all trials, as far as they have told.</summary>
    public long Epochs => _finishedEpochs + _unfinished.Values.Sum(trial => (long)trial.LastStep);

    /// <summary>The trials that have begun and have no outcome, in the order of their numbers.</summary>
    public IEnumerable<UnfinishedTrial> Unfinished => _unfinished.Values;

    /// <summary>The completed trial with the best score, which is the metric unless objectives are weighted; the earliest of equal ones.</summary>
    public Trial? Best { get; private set; }

    /// <summary>The best metric of a completed trial; NaN where there is none.</summary>
    public double BestMetric { get; private set; } = double.NaN;

    /// <summary>The trial that finished last.</summary>
    public Trial? Latest { get; private set; }

    /// <summary>The first trial that failed.</summary>
    public Trial? FirstFailed => _trials.Find(trial => trial?.State == TrialState.Failed);

    /// <summary>The first trial that was beyond a limit.</summary>
    public Trial? FirstInfeasible => _trials.Find(trial => trial?.State == TrialState.Infeasible);

    /// <summary>How long the study had run when the last trial finished.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>How many proposals and outcomes there were.</summary>
    public int EventCount => _order.Count;

    /// <summary>The finished trials in the order of their numbers.</summary>
    public IReadOnlyList<Trial> GetTrials()
    {
        var trials = new List<Trial>(FinishedCount);
        trials.AddRange(_trials.OfType<Trial>());
        return trials;
    }

    public UnfinishedTrial GetUnfinished(int number) => _unfinished[number];

    /// <summary>The proposals and outcomes in the order in which the strategy had them.</summary>
    /// <param name="proposed">Called for each proposal with its number.</param>
    /// <param name="finished">Called for each outcome.</param>
    /// <param name="from">The number of events that are passed over.</param>
    /// <param name="to">The number of events after which it ends.</param>
    public void Replay(Action<int> proposed, Action<Trial> finished, int from, int to)
    {
        for (int position = from; position < to; position++)
        {
            if (_order[position] >= 0)
            {
                proposed(_order[position]);
            }
            else
            {
                finished(_trials[~_order[position]]!);
            }
        }
    }

    /// <summary>All intermediate values, those of attempts that were broken off included.</summary>
    public IEnumerable<(int Trial, IntermediateValue Value)> GetIntermediateValues() =>
        _trials.OfType<Trial>().SelectMany(trial => trial.IntermediateValues.Select(value => (trial.Number, value)))
            .Concat(_leftReports)
            .Concat(_unfinished.Values.SelectMany(trial => trial.Reports.Select(value => (trial.Number, value))));

    /// <summary>The architecture of a trial, finished or not.</summary>
    public Architecture GetArchitecture(int number) => _trials[number]?.Architecture ?? _unfinished[number].Architecture;

    /// <summary>Takes in what happened.</summary>
    /// <returns>The trial, where it has finished.</returns>
    /// <exception cref="InvalidDataException">It cannot have happened; the message says why.</exception>
    public Trial? Apply(JournalEntry entry)
    {
        if (entry.Architecture is not null)
        {
            Begin(entry);
        }

        if (!_unfinished.TryGetValue(entry.Number, out UnfinishedTrial? trial))
        {
            throw new InvalidDataException(entry.Number < Count
                ? $"Trial {entry.Number} has finished before."
                : $"It is trial {entry.Number}, which has not begun.");
        }

        switch (entry.Event)
        {
            case JournalEvent.Started:
                trial.Start();
                return null;
            case JournalEvent.Reported when entry.Step > 0:
                trial.Report(entry.Step, entry.Value);
                return null;
            case JournalEvent.Reported:
                throw new InvalidDataException("It is a value without a step.");
            case JournalEvent.Returned:
                trial.Return(entry.Failure);
                return null;
            default:
                return Finish(trial, entry);
        }
    }

    private void Begin(JournalEntry entry)
    {
        if (entry.Number != Count)
        {
            throw new InvalidDataException($"It is trial {entry.Number}; trial {Count} was expected.");
        }

        if (entry.Event is JournalEvent.Reported or JournalEvent.Returned)
        {
            throw new InvalidDataException("An architecture stands where a trial begins, and nowhere else.");
        }

        _trials.Add(null);
        _order.Add(entry.Number);
        _unfinished.Add(entry.Number, new UnfinishedTrial(entry.Number, entry.Architecture!, entry.Event == JournalEvent.Started ? entry.Measures : null));
    }

    private Trial Finish(UnfinishedTrial unfinished, JournalEntry entry)
    {
        var trial = new Trial
        {
            Number = entry.Number,
            Architecture = unfinished.Architecture,
            State = entry.State,
            Metric = entry.State is TrialState.Completed or TrialState.Pruned ? entry.Value : double.NaN,
            Failure = entry.Failure,
            Epochs = Math.Max(entry.Step, unfinished.LastStep),
            Duration = entry.Duration,
            Measures = Merge(unfinished.Measures, entry.Measures),
            IntermediateValues = unfinished.GetIntermediateValues(),
        };
        _trials[trial.Number] = trial;
        _leftReports.AddRange(unfinished.Reports.Skip(trial.IntermediateValues.Count).Select(value => (trial.Number, value)));
        _unfinished.Remove(trial.Number);
        _order.Add(~trial.Number);
        Latest = trial;
        Elapsed = entry.Elapsed ?? Elapsed + entry.Duration;
        _finishedEpochs += trial.Epochs;
        PrunedCount += trial.State == TrialState.Pruned ? 1 : 0;
        FailedCount += trial.State == TrialState.Failed ? 1 : 0;
        bool infeasible = trial.State == TrialState.Infeasible;
        InfeasibleCount += infeasible ? 1 : 0;
        InfeasibleInARow = infeasible ? InfeasibleInARow + 1 : 0;
        if (trial.State == TrialState.Completed)
        {
            CompareToBest(trial);
        }

        return trial;
    }

    private void CompareToBest(Trial trial)
    {
        double value = score.Compute(trial);
        if (objective.IsBetter(value, _bestScore) || (value == _bestScore && trial.Number < Best!.Number))
        {
            (Best, _bestScore) = (trial, value);
        }

        BestMetric = objective.IsBetter(trial.Metric, BestMetric) ? trial.Metric : BestMetric;
    }

    private static IReadOnlyDictionary<string, double> Merge(
        IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double>? after)
    {
        if (after is null or { Count: 0 })
        {
            return before;
        }

        if (before.Count == 0)
        {
            return after;
        }

        var all = new Dictionary<string, double>(before, StringComparer.Ordinal);
        foreach (var (name, value) in after)
        {
            all[name] = value;
        }

        return all;
    }
}
