using System.ComponentModel.DataAnnotations;

namespace Microsoft.ML.NAO.Studies;

/// <summary>The budget of a study and where it keeps and tells what it does.</summary>
public sealed class StudyOptions
{
    /// <summary>The largest number of trials, failed ones and those of the journal included.</summary>
    /// <value>The default value is <see langword="null"/>: no limit. Set this or <see cref="MaxDuration"/>.</value>
    [Range(1, int.MaxValue)]
    public int? MaxTrials { get; set; }

    /// <summary>
    /// The largest duration of the study. Trials from the journal count with the time that they took. When the time is up, the
    /// running trial is cancelled and nothing is recorded of it; only where no trial has completed yet, it may run to its end.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: no limit. Set this or <see cref="MaxTrials"/>.</value>
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>The number of failed trials after which a study ends in which no trial has completed.</summary>
    /// <value>The default value is 10.</value>
    [Range(1, int.MaxValue)]
    public int MaxInitialFailures { get; set; } = 10;

    /// <summary>The seed of all the study's randomness.</summary>
    /// <value>The default value is 0.</value>
    public int Seed { get; set; }

    /// <summary>
    /// The file that keeps every outcome. If it holds some already, the study goes on from them. Its folder must exist.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: outcomes are kept in memory alone.</value>
    public string? JournalPath { get; set; }

    /// <summary>
    /// What outcomes depend on besides the architecture and the seed, for example a hash of the data and of the training's
    /// options. A journal with another one is refused.
    /// </summary>
    /// <value>The default value is empty.</value>
    [Required(AllowEmptyStrings = true)]
    public string EvaluationFingerprint { get; set; } = string.Empty;

    /// <summary>Receives what has happened: after each trial, and within a trial as often as the evaluator reports.</summary>
    public IProgress<StudyProgress>? Progress { get; set; }

    /// <summary>The clock.</summary>
    /// <value>The default value is the system's.</value>
    [Required]
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
