using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;

namespace Microsoft.ML.NAO.Studies;

/// <summary>A search: runs a strategy against an evaluator within a budget, and loses nothing that has finished.</summary>
/// <remarks>
/// The same space, strategy, evaluator, objective and seed lead to the same trials. With
/// <see cref="StudyOptions.JournalPath"/>, a study that was interrupted goes on where it was when it is run again.
/// </remarks>
public sealed class Study
{
    private readonly ArchitectureSpace _space;
    private readonly Objective _objective;
    private readonly StrategyOptions _strategy;
    private readonly IArchitectureEvaluator _evaluator;
    private readonly StudyOptions _options;

    /// <summary>Creates a study.</summary>
    /// <param name="space">The space to search.</param>
    /// <param name="objective">The metric that the evaluator measures, and whether more of it is better.</param>
    /// <param name="strategy">The options of the strategy that proposes.</param>
    /// <param name="evaluator">What scores an architecture.</param>
    /// <param name="options">Budget, seed, journal and progress.</param>
    /// <exception cref="ValidationException">An option is out of its range, or there is no budget.</exception>
    public Study(
        ArchitectureSpace space, Objective objective, StrategyOptions strategy, IArchitectureEvaluator evaluator, StudyOptions options)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(evaluator);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (options.MaxTrials is null && options.MaxDuration is null)
        {
            throw new ValidationException($"The study has no end. Set {nameof(options.MaxTrials)} or {nameof(options.MaxDuration)}.");
        }

        if (options.MaxDuration <= TimeSpan.Zero)
        {
            throw new ValidationException($"{nameof(options.MaxDuration)} is {options.MaxDuration}; it must be more than zero.");
        }

        _space = space;
        _objective = objective;
        _strategy = strategy;
        _evaluator = evaluator;
        _options = options;
    }

    /// <summary>Runs the study until a budget is used up, the strategy knows no further architecture, or it is cancelled.</summary>
    /// <param name="cancellationToken">Ends the study; what has finished is returned.</param>
    /// <returns>The best trial and all others.</returns>
    /// <exception cref="StudyFailedException">No trial completed; the message has the cause of the first failure.</exception>
    /// <exception cref="OperationCanceledException">The study was cancelled before any trial had finished.</exception>
    /// <exception cref="JournalException">The journal cannot be continued: it is in use, damaged, or of another study.</exception>
    /// <exception cref="ValidationException">An option of the strategy is out of its range.</exception>
    public StudyResult Run(CancellationToken cancellationToken = default)
    {
        ISearchStrategy strategy = _strategy.CreateStrategy(new StrategyContext(_space, _objective, _options.Seed));
        using StudyJournal? journal = _options.JournalPath is { } path ? StudyJournal.Open(path, CreateHeader()) : null;
        return new StudyRun(_objective, strategy, _evaluator, _options, journal).Run(cancellationToken);
    }

    private JournalHeader CreateHeader() => new()
    {
        Format = JournalHeader.CurrentFormat,
        Space = _space.Name,
        Strategy = _strategy.Name,
        Metric = _objective.MetricName,
        Maximize = _objective.Maximize,
        Seed = _options.Seed,
        Fingerprint = _options.EvaluationFingerprint,
    };
}
