using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Training;

/// <summary>Trains a network to predict classes or values, on the calling thread, from start to end.</summary>
/// <remarks>
/// Another thread prepares batches meanwhile, and ends with the training.
/// The same options, seed and data give the same weights on the same machine with the same number of libtorch's threads. Every step
/// frees its tensors. With <see cref="TrainingOptions.CheckpointFile"/> a training that was ended goes on where it was, and comes to the
/// same weights.
/// </remarks>
public sealed class NetworkTrainer
{
    private readonly TrainingOptions _options;
    private readonly int _seed;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; changes after this call have no effect.</param>
    /// <param name="seed">The seed of the samples' order and of all that changes at random.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public NetworkTrainer(TrainingOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options.Clone();
        _seed = seed;
    }

    /// <summary>Sets a network's normalization by the training set, and trains it. The network is in evaluation mode afterwards.</summary>
    /// <param name="network">The network; where it lives, it is trained.</param>
    /// <param name="train">The samples to train on. Those of weight 0 are left out, as if they were not there.</param>
    /// <param name="validation">
    /// Samples to evaluate the network on, all of them; they choose the weights where <see cref="TrainingOptions.ValidationEpochs"/> is set.
    /// Null for none. What the network is reported by in the end is another set, which <see cref="NetworkScorer"/> evaluates it on.
    /// </param>
    /// <param name="progress">Is told of every batch, on this thread.</param>
    /// <param name="cancellationToken">Ends the training between two batches.</param>
    /// <returns>The history and the validation's figures.</returns>
    /// <exception cref="ArgumentException">A data set is empty, all of its weights are 0, or it is not what the network takes.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not a finite number; the message says at which epoch and batch.</exception>
    /// <exception cref="InvalidDataException">The checkpoint's file is damaged, or of another training.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainingResult Train(
        PredictionNetwork network,
        SampleDataset train,
        SampleDataset? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Train(network, train, validation, progress, epochEnded: null, cancellationToken);
    }

    /// <summary>Trains it, and tells of every epoch, with its validation where it was validated, before the next one begins.</summary>
    internal TrainingResult Train(
        PredictionNetwork network,
        SampleDataset train,
        SampleDataset? validation,
        IProgress<TrainingProgress>? progress,
        Action<EpochSummary>? epochEnded,
        CancellationToken cancellationToken)
    {
        Check(network, train, "training");
        if (validation is not null)
        {
            Check(network, validation, "validation");
        }

        train = train.DropWeightless();
        using var memory = new RetainedMemory();
        using var threads = new ThreadLimit(_options.Threads, network.IsWorthSharing);
        var checkpoint = _options.CheckpointFile is { } path
            ? new TrainingCheckpoint(path, _options, _seed, network, train, validation)
            : null;
        return new NetworkRun(network, _options, train, validation, checkpoint).Train(_seed, progress, epochEnded, cancellationToken);
    }

    private static void Check(PredictionNetwork network, SampleDataset dataset, string name)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        network.CheckDataset(dataset);
        dataset.RequireSamples(name);
    }
}
