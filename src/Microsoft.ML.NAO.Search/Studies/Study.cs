using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Studies;

/// <summary>A search: runs a strategy against an evaluator within a budget, and loses nothing that has finished.</summary>
/// <remarks>
/// With one worker, the same space, strategy, evaluator, objective and seed lead to the same trials. With
/// <see cref="StudyOptions.JournalPath"/>, a study that was interrupted goes on where it was when it is run again, as if it had not been.
/// </remarks>
public sealed class Study
{
    private const string SnapshotEnding = ".strategy";

    private readonly ArchitectureSpace _space;
    private readonly Objective _objective;
    private readonly StrategyOptions _strategy;
    private readonly IArchitectureEvaluator[] _evaluators;
    private readonly StudyOptions _options;
    private readonly Architecture[] _first;

    /// <summary>Creates a study that runs one trial at a time.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="objective">The metric that the evaluator measures, and whether more of it is better.</param>
    /// <param name="strategy">The options of the strategy that proposes.</param>
    /// <param name="evaluator">What scores an architecture.</param>
    /// <param name="options">Budget, seed, journal and progress.</param>
    /// <exception cref="ValidationException">An option is out of its range, or there is no budget.</exception>
    /// <exception cref="ArgumentException">One of the first architectures is not of the space.</exception>
    public Study(
        ArchitectureSpace space, Objective objective, StrategyOptions strategy, IArchitectureEvaluator evaluator, StudyOptions options)
        : this(space, objective, strategy, [evaluator], options)
    {
    }

    /// <summary>Creates a study with several workers, each of which runs a trial at a time.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="objective">The metric that the evaluators measure, and whether more of it is better.</param>
    /// <param name="strategy">The options of the strategy that proposes.</param>
    /// <param name="evaluators">
    /// What scores an architecture, for each worker: one for each device, for example. The first works on the thread that runs the study.
    /// An evaluator may stand here several times if it can evaluate on several threads at once.
    /// </param>
    /// <param name="options">Budget, seed, journal and progress.</param>
    /// <exception cref="ValidationException">An option is out of its range, or there is no budget.</exception>
    /// <exception cref="ArgumentException">There is no evaluator, or one of the first architectures is not of the space.</exception>
    public Study(
        ArchitectureSpace space,
        Objective objective,
        StrategyOptions strategy,
        IReadOnlyList<IArchitectureEvaluator> evaluators,
        StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(evaluators);
        ArgumentNullException.ThrowIfNull(options);
        if (evaluators.Count == 0)
        {
            throw new ArgumentException("A study needs an evaluator.", nameof(evaluators));
        }

        foreach (IArchitectureEvaluator evaluator in evaluators)
        {
            ArgumentNullException.ThrowIfNull(evaluator, nameof(evaluators));
        }

        options.Validate();
        _space = space;
        _objective = objective;
        _strategy = strategy;
        _evaluators = [.. evaluators];
        _options = options;
        _first = [.. options.FirstArchitectures.Select(space.Canonicalize).Distinct()];
    }

    /// <summary>Reads what stands in a journal. Nothing is run, and a study that writes to it is not disturbed.</summary>
    /// <param name="journalPath">The journal's file.</param>
    /// <exception cref="JournalException">The file cannot be opened, is damaged, or is no journal that this version reads.</exception>
    public static StudyRecord Read(string journalPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(journalPath);
        try
        {
            using var stream = new FileStream(journalPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return StudyRecord.From(JournalContent.Read(stream, journalPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal '{journalPath}' cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Reads what stands in a journal.</summary>
    /// <param name="journal">The journal's content, from where the stream stands to its end.</param>
    /// <exception cref="JournalException">It is damaged, or is no journal that this version reads.</exception>
    public static StudyRecord Read(Stream journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return StudyRecord.From(JournalContent.Read(journal, "stream"));
    }

    /// <summary>Runs the study until a budget is used up, the strategy knows no further architecture, or it is cancelled.</summary>
    /// <param name="cancellationToken">Ends the study; what has finished is returned.</param>
    /// <returns>The best trial and all others.</returns>
    /// <exception cref="StudyFailedException">No trial completed; the message has the cause of the first failure.</exception>
    /// <exception cref="OperationCanceledException">The study was cancelled before any trial had finished.</exception>
    /// <exception cref="JournalException">
    /// The journal cannot be continued: it is in use, damaged, or of another study. Or it cannot be written, as when the disk is full; what
    /// it holds is kept.
    /// </exception>
    /// <exception cref="ValidationException">An option of the strategy is out of its range.</exception>
    public StudyResult Run(CancellationToken cancellationToken = default)
    {
        ISearchStrategy strategy = CreateStrategy();
        var score = new TrialScore(_objective, _options.Objectives);
        if (_options.JournalPath is not { } path)
        {
            return new StudyRun(_objective, strategy, _evaluators, _options, score, null, null).Run(_ => { }, cancellationToken);
        }

        var file = new StrategySnapshotFile(path + SnapshotEnding);
        var snapshot = strategy is IResumableStrategy ? file.Load() : null;
        using StudyJournal journal = StudyJournal.Open(path, CreateHeader(), score, marks: strategy is IResumableStrategy, snapshot?.Mark);
        int known = 0;
        if (snapshot is { } put && journal.Marked is { } events)
        {
            try
            {
                StrategyReplay.Restore((IResumableStrategy)strategy, journal.History, score, put.State, events);
                known = events;
            }
            catch (InvalidDataException)
            {
                strategy = CreateStrategy();
            }
        }

        var snapshots = strategy is IResumableStrategy resumable
            ? new StrategySnapshots(resumable, file, journal, _options.TimeProvider, _options.SnapshotInterval)
            : null;
        return new StudyRun(_objective, strategy, _evaluators, _options, score, journal, snapshots).Run(
            token => StrategyReplay.Run(strategy, journal.History, score, known, token), cancellationToken);
    }

    private ISearchStrategy CreateStrategy()
    {
        ISearchStrategy strategy = _strategy.CreateStrategy(new StrategyContext(_space, _objective, _options.Seed));
        return (_first, strategy) switch
        {
            ([], _) => strategy,
            (_, IResumableStrategy resumable) => new ResumableQueuedStrategy(resumable, _first),
            _ => new QueuedStrategy(strategy, _first),
        };
    }

    private static string? Describe<T>(IList<T> parts) => parts.Count == 0 ? null : string.Join("; ", parts);

    private JournalHeader CreateHeader() => new()
    {
        Format = JournalHeader.CurrentFormat,
        Space = _space.Name,
        Strategy = _strategy.Name,
        Metric = _objective.MetricName,
        Maximize = _objective.Maximize,
        Seed = _options.Seed,
        Fingerprint = _options.EvaluationFingerprint,
        Scheduler = _options.Scheduler?.Description,
        Limits = Describe(_options.Limits),
        Objectives = Describe(_options.Objectives),
    };
}
