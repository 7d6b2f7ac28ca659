using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NAO.Training;

/// <summary>Trains a network to classify images, on the calling thread, from start to end.</summary>
/// <remarks>
/// The same options, seed and data give the same weights on the same machine with the same number of libtorch's threads. Every step
/// frees its tensors. With <see cref="TrainingOptions.CheckpointFile"/> a training that was ended goes on where it was, and comes to the
/// same weights.
/// </remarks>
public sealed class ClassifierTrainer
{
    private readonly TrainingOptions _options;
    private readonly int _seed;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; changes after this call have no effect.</param>
    /// <param name="seed">The seed of the images' order and of all that changes at random.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    public ClassifierTrainer(TrainingOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options.Clone();
        _seed = seed;
    }

    /// <summary>Sets a network's normalization by the training set, and trains it. The network is in evaluation mode afterwards.</summary>
    /// <param name="network">The network; where it lives, it is trained.</param>
    /// <param name="train">The images to train on.</param>
    /// <param name="validation">Images to evaluate the trained network on, all of them; null for none.</param>
    /// <param name="progress">Is told of every batch, on this thread.</param>
    /// <param name="cancellationToken">Ends the training between two batches.</param>
    /// <returns>The history and the validation's figures.</returns>
    /// <exception cref="ArgumentException">A data set is empty, or its images have another shape than the network's.</exception>
    /// <exception cref="TrainingDivergedException">The loss is not a finite number; the message says at which epoch and batch.</exception>
    /// <exception cref="InvalidDataException">The checkpoint's file is damaged, or of another training.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainingResult Train(
        ConvolutionalNetwork network,
        ImageDataset train,
        ImageDataset? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(network, train, "training");
        if (validation is not null)
        {
            Check(network, validation, "validation");
        }

        using var memory = new RetainedMemory();
        using var threads = new ThreadLimit(_options.Threads, network.InputShape);
        var batcher = new ImageBatcher(train, network.Device);
        var checkpoint = _options.CheckpointFile is { } path ? new TrainingCheckpoint(path, _options, _seed, network, train) : null;
        network.SetNormalization(train);
        network.train();
        var state = checkpoint?.Load(network);
        List<EpochSummary> history = state?.History ?? [];
        using (var optimizer = new MomentumOptimizer(network.parameters(), _options))
        {
            if (state is { } loaded)
            {
                optimizer.SetVelocity(loaded.Velocity);
            }

            var seeds = new Random(_seed);
            for (int epoch = 1; epoch <= _options.Epochs; epoch++)
            {
                int seed = seeds.Next();
                if (epoch <= history.Count)
                {
                    continue;
                }

                history.Add(TrainEpoch(network, optimizer, batcher, train.Count, epoch, seed, progress, cancellationToken));
                if (epoch % _options.CheckpointEpochs == 0 || epoch == _options.Epochs)
                {
                    checkpoint?.Save(network, history, optimizer.GetVelocity());
                }
            }
        }

        network.eval();
        return new TrainingResult(history, validation is null ? null : ClassifierScorer.Evaluate(network, validation, cancellationToken));
    }

    private EpochSummary TrainEpoch(
        ConvolutionalNetwork network,
        MomentumOptimizer optimizer,
        ImageBatcher batcher,
        int images,
        int epoch,
        int seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, images)];
        random.Shuffle(order);
        network.ResetMasks(random.Next());
        int batches = (images + _options.BatchSize - 1) / _options.BatchSize;
        var recorder = new StepRecorder(epoch, network.Device);
        double learningRate = _options.LearningRate;
        for (int batch = 0; batch < batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            int start = (int)((long)images * batch / batches);
            int end = (int)((long)images * (batch + 1) / batches);
            double done = (epoch - 1 + ((double)batch / batches)) / _options.Epochs;
            learningRate = CosineSchedule.GetLearningRate(_options, done);
            network.TrainingProgress = done;

            var (pixels, labels) = batcher.Assemble(order.AsSpan(start, end - start), _options, random);
            var (logits, auxiliary) = Compute(network, pixels);
            var loss = CrossEntropy(logits, labels);
            recorder.Add(loss, logits, labels, batch + 1);
            optimizer.Step(auxiliary is null ? loss : loss.add(CrossEntropy(auxiliary, labels), _options.AuxiliaryWeight), learningRate);
            progress?.Report(new TrainingProgress(epoch, _options.Epochs, batch + 1, batches, recorder.Loss, recorder.Accuracy));
        }

        recorder.Flush();
        return new EpochSummary(epoch, recorder.Loss, recorder.Accuracy, learningRate);
    }

    // What only the gradient needs of the forward pass belongs to libtorch then, which frees it as the backward pass goes.
    private static (torch.Tensor Logits, torch.Tensor? Auxiliary) Compute(ConvolutionalNetwork network, torch.Tensor pixels)
    {
        using var scope = torch.NewDisposeScope();
        var (logits, auxiliary) = network.Compute(pixels);
        return (logits.MoveToOuterDisposeScope(), auxiliary?.MoveToOuterDisposeScope());
    }

    private torch.Tensor CrossEntropy(torch.Tensor logits, torch.Tensor labels) =>
        functional.cross_entropy(logits, labels, label_smoothing: _options.LabelSmoothing);

    private static void Check(ConvolutionalNetwork network, ImageDataset dataset, string name)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        network.CheckShape(dataset);
        if (dataset.Count == 0)
        {
            throw new ArgumentException($"The {name} set has no images.", nameof(dataset));
        }
    }
}
