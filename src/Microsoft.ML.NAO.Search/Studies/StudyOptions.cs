using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Schedulers;

namespace Microsoft.ML.NAO.Studies;

/// <summary>The budget of a study and where it keeps and tells what it does.</summary>
public sealed class StudyOptions
{
    /// <summary>The largest number of trials, failed ones and those of the journal included.</summary>
    /// <value>The default value is <see langword="null"/>: no limit. Set this or another budget.</value>
    [Range(1, int.MaxValue)]
    public int? MaxTrials { get; set; }

    /// <summary>
    /// The largest duration of the study. The time until the last trial of the journal finished counts. When the time is up, running
    /// trials are cancelled and have no outcome; only one that began when no trial had completed may run to its end.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: no limit. Set this or another budget.</value>
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>
    /// The largest number of epochs, or of the steps that the evaluator counts, of all trials together. No trial begins after that; those
    /// that run go on to their end.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: no limit.</value>
    [Range(1L, long.MaxValue)]
    public long? MaxEpochs { get; set; }

    /// <summary>The metric that is good enough: the study ends when a trial completes with it, or with a better one.</summary>
    /// <value>The default value is <see langword="null"/>: none is.</value>
    public double? TargetMetric { get; set; }

    /// <summary>
    /// Architectures that are tried before the strategy proposes any, and that it learns from: one that is known to be good, or that others are to
    /// be compared with. They count as trials.
    /// </summary>
    /// <value>The default value is empty: the strategy proposes all.</value>
    public IList<Architecture> FirstArchitectures { get; } = [];

    /// <summary>What stops weak trials by the values that they report on their way.</summary>
    /// <value>The default value is <see langword="null"/>: every trial runs to its end.</value>
    public SchedulerOptions? Scheduler { get; set; }

    /// <summary>
    /// Whether trials report their metric on the way even though no scheduler asks for it. An evaluator may take longer then.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool RecordIntermediateValues { get; set; }

    /// <summary>What measures an architecture before it is trained.</summary>
    /// <value>The default value is <see langword="null"/>: nothing does.</value>
    public IArchitectureMeasurer? Measurer { get; set; }

    /// <summary>What an architecture may cost, as the measurer tells. One that is beyond is not trained, and not counted as a trial.</summary>
    /// <value>The default value is empty: no limits.</value>
    public IList<MeasureLimit> Limits { get; } = [];

    /// <summary>How many architectures in a row may be beyond the limits before the study ends.</summary>
    /// <value>The default value is 1000.</value>
    [Range(1, int.MaxValue)]
    public int MaxInfeasibleInARow { get; set; } = 1000;

    /// <summary>
    /// Figures that are objectives beside the metric: those of the measurer, or of the evaluations. <see cref="StudyResult.ParetoFront"/> has
    /// the best compromises.
    /// </summary>
    /// <value>The default value is empty: the metric is the only objective.</value>
    public IList<MeasureObjective> Objectives { get; } = [];

    /// <summary>The number of failed trials after which a study ends in which no trial has completed.</summary>
    /// <value>The default value is 10.</value>
    [Range(1, int.MaxValue)]
    public int MaxInitialFailures { get; set; } = 10;

    /// <summary>
    /// How many times workers may fail (<see cref="WorkerFailedException"/>) with the same trial before it is a failed trial. What an
    /// evaluation throws otherwise is the architecture's fault, and makes the trial a failed one at once.
    /// </summary>
    /// <value>The default value is 2.</value>
    [Range(1, int.MaxValue)]
    public int MaxAttempts { get; set; } = 2;

    /// <summary>
    /// How many times the process may end within the same trial, as the journal shows, before it is a failed trial: an architecture that
    /// kills the process must not do so for ever. Cancelling does not count.
    /// </summary>
    /// <value>The default value is 5.</value>
    [Range(1, int.MaxValue)]
    public int MaxCrashes { get; set; } = 5;

    /// <summary>How many times in a row a worker may fail before it gets no further trial.</summary>
    /// <value>The default value is 3.</value>
    [Range(1, int.MaxValue)]
    public int MaxWorkerFailures { get; set; } = 3;

    /// <summary>The seed of all the study's randomness.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; set; }

    /// <summary>
    /// The file that everything that happens is written to before it has an effect. If it holds trials already, the study goes on from
    /// them. Its folder must exist.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: outcomes are kept in memory alone.</value>
    public string? JournalPath { get; set; }

    /// <summary>
    /// How long a strategy that can put down its state (<see cref="Strategies.IResumableStrategy"/>) computes before the study puts the
    /// state down again, beside the journal, in a file of its name with the ending <c>.strategy</c>. A study that goes on then does not
    /// compute again what came before.
    /// </summary>
    /// <value>The default value is 5 seconds.</value>
    public TimeSpan SnapshotInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What outcomes depend on besides the architecture and the seed, for example a hash of the data and of the training's
    /// options. A journal with another one is refused.
    /// </summary>
    /// <value>The default value is empty.</value>
    [Required(AllowEmptyStrings = true)]
    public string EvaluationFingerprint { get; set; } = string.Empty;

    /// <summary>Receives what has happened: after each trial, and within a trial as often as the evaluator reports. Calls do
    /// not overlap; with several workers they come from their threads.</summary>
    public IProgress<StudyProgress>? Progress { get; set; }

    /// <summary>The clock.</summary>
    /// <value>The default value is the system's.</value>
    [Required]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (MaxTrials is null && MaxDuration is null && MaxEpochs is null)
        {
            throw new ValidationException($"The study has no end. Set {nameof(MaxTrials)}, {nameof(MaxDuration)} or {nameof(MaxEpochs)}.");
        }

        if (TargetMetric is { } target && !double.IsFinite(target))
        {
            throw new ValidationException($"{nameof(TargetMetric)} is {target}; it must be a finite number, or null for none.");
        }

        if (MaxDuration <= TimeSpan.Zero)
        {
            throw new ValidationException($"{nameof(MaxDuration)} is {MaxDuration}; it must be more than zero.");
        }

        if (Limits.Count > 0 && Measurer is null)
        {
            throw new ValidationException($"There are limits, and nothing that measures: set {nameof(Measurer)}.");
        }

        foreach (MeasureObjective objective in Objectives)
        {
            if (!(objective.Reference > 0 && double.IsFinite(objective.Reference) && objective.Weight >= 0 && double.IsFinite(objective.Weight)))
            {
                throw new ValidationException(
                    $"The objective '{objective.Measure}' has the reference {objective.Reference} and the weight {objective.Weight}. The reference must be above 0, the weight 0 or more.");
            }
        }

        if (SnapshotInterval < TimeSpan.Zero)
        {
            throw new ValidationException($"{nameof(SnapshotInterval)} is {SnapshotInterval}; it must not be less than zero.");
        }
    }
}
