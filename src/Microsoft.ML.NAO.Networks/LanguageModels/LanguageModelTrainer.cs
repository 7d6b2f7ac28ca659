using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>Trains a recurrent network to foretell the words of a text, on the calling thread, from start to end.</summary>
/// <remarks>
/// The same options, seed and texts give the same weights on the same machine with the same number of libtorch's threads. Every step
/// frees its tensors. With <see cref="LanguageModelTrainingOptions.CheckpointFile"/> a training that was ended anywhere goes on, and comes
/// to the same weights.
/// </remarks>
public sealed class LanguageModelTrainer
{
    private readonly LanguageModelTrainingOptions _options;
    private readonly int _seed;
    private readonly TimeProvider _time;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; changes after this call have no effect.</param>
    /// <param name="seed">The seed of the sequences' lengths and of all that is dropped.</param>
    /// <param name="timeProvider">Tells the time; null for the system's.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public LanguageModelTrainer(LanguageModelTrainingOptions options, int seed, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options.Clone();
        _seed = seed;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Trains a network. Afterwards it has the weights of the epoch with the lowest validation perplexity, and is in evaluation mode.
    /// </summary>
    /// <param name="network">The network; where it lives, it is trained.</param>
    /// <param name="train">The text to train on, as indices into the network's vocabulary.</param>
    /// <param name="validation">The text that decides when averaging begins and which weights are kept.</param>
    /// <param name="progress">Is told of every sequence, on this thread.</param>
    /// <param name="cancellationToken">Ends the training between two sequences.</param>
    /// <returns>The history and the epoch that was kept.</returns>
    /// <exception cref="ArgumentException">A text is too short, or has a word that is not of the network's vocabulary.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not a finite number; the message says at which epoch and sequence.</exception>
    /// <exception cref="InvalidDataException">The checkpoint's file is damaged, or of another training.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public LanguageModelResult Train(
        RecurrentNetwork network,
        ReadOnlyMemory<int> train,
        ReadOnlyMemory<int> validation,
        IProgress<LanguageModelProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var memory = new RetainedMemory();
        using var threads = new ThreadLimit(_options.Threads);
        using var trainColumns = new WordColumns(train.Span, _options.BatchSize, network.VocabularySize, "training", network.Device);
        using var validationColumns = new WordColumns(
            validation.Span, _options.ValidationBatchSize, network.VocabularySize, "validation", network.Device);
        var checkpoint = _options.CheckpointFile is { } path
            ? new LanguageModelCheckpoint(path, _options, _seed, network, train.Span, validation.Span)
            : null;
        using var run = new LanguageModelRun(network, _options, trainColumns, validationColumns, checkpoint, _time);
        return run.Train(_seed, progress, cancellationToken);
    }
}
