namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>A search with weight sharing: NAO-WS, or random search with weight sharing where there is no controller.</summary>
/// <remarks>
/// The same task, options and seed give the same result on the same machine with the same number of libtorch's threads. With
/// <see cref="WeightSharingOptions.CheckpointFile"/> a search that was ended anywhere goes on, and comes to the same result.
/// </remarks>
public sealed class WeightSharingSearch
{
    private readonly SupernetTask _task;
    private readonly WeightSharingOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates a search.</summary>
    /// <param name="task">What it works on, fresh: its supernet is trained by this search alone. It remains the caller's to dispose.</param>
    /// <param name="options">How it goes; changes after this call have no effect.</param>
    /// <param name="timeProvider">Tells the time; null for the system's.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public WeightSharingSearch(SupernetTask task, WeightSharingOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _task = task;
        _options = options.Clone();
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Runs the search to its end, or from its checkpoint.</summary>
    /// <param name="progress">Is told of every step, on this thread.</param>
    /// <param name="cancellationToken">Ends the search between two batches.</param>
    /// <returns>The best architecture, and how it was found.</returns>
    /// <exception cref="Training.TrainingDivergedException">The supernet's loss is not a finite number.</exception>
    /// <exception cref="InvalidDataException">The checkpoint's file is damaged, or of another search.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public WeightSharingResult Run(IProgress<WeightSharingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var checkpoint = _options.CheckpointFile is { } path ? new WeightSharingCheckpoint(path, _options, _task) : null;
        return new WeightSharingRun(_task, _options, checkpoint, new WeightSharingClock(_options, _time), progress).Run(cancellationToken);
    }
}
