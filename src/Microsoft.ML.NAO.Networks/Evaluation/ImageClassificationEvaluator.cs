using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>
/// Scores an architecture by training its network from scratch for a short time, as the authors' search does, and classifying the whole
/// validation set.
/// </summary>
public sealed class ImageClassificationEvaluator : IArchitectureEvaluator, IDisposable
{
    private readonly ConvolutionalCellSpace _space;
    private readonly ImageDataset _train;
    private readonly ImageDataset _validation;
    private readonly ImageClassificationEvaluatorOptions _options;
    private readonly torch.Device _device;
    private readonly TimeProvider _timeProvider;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="train">The images to train on.</param>
    /// <param name="validation">The images to score with.</param>
    /// <param name="options">How large the networks are and how they are trained; null for the defaults.</param>
    /// <param name="device">Where to train; null for the CPU.</param>
    /// <param name="timeProvider">The clock that measures durations; null for the system's.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A set is empty, the two do not go together, or the training has a checkpoint.</exception>
    public ImageClassificationEvaluator(
        ConvolutionalCellSpace space,
        ImageDataset train,
        ImageDataset validation,
        ImageClassificationEvaluatorOptions? options = null,
        torch.Device? device = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        if (train.Count == 0 || validation.Count == 0)
        {
            throw new ArgumentException($"There are {train.Count} images to train on and {validation.Count} to score with; both sets need at least one.");
        }

        if (train.Shape != validation.Shape || !train.ClassNames.SequenceEqual(validation.ClassNames))
        {
            throw new ArgumentException(
                $"The training set has images of shape {train.Shape} in {train.ClassNames.Count} classes, the validation set of shape {validation.Shape} in {validation.ClassNames.Count}. Shapes and classes must be the same.",
                nameof(validation));
        }

        _options = options ?? new ImageClassificationEvaluatorOptions();
        _options.Network.Validate();
        _options.Training.Validate();
        if (_options.Training.CheckpointFile is { } file)
        {
            throw new ArgumentException(
                $"The trainings of a search cannot share the checkpoint '{file}'. The study's journal lets a search go on.", nameof(options));
        }

        _space = space;
        _train = train;
        _validation = validation;
        _device = device ?? torch.CPU;
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// The network with the best accuracy so far, trained as it was scored, where <see cref="ImageClassificationEvaluatorOptions.KeepBestNetwork"/>
    /// is set; null before the first evaluation. The evaluator owns it.
    /// </summary>
    public EvaluatedNetwork? Best { get; private set; }

    /// <summary>What the evaluator measures: the share of the validation images that are classified rightly.</summary>
    public static Objective Objective { get; } = new("MicroAccuracy", Maximize: true);

    /// <inheritdoc/>
    /// <returns>
    /// The accuracy, and beside it <c>LogLoss</c>, <c>TrainingLoss</c>, <c>TrainingAccuracy</c>, <c>Parameters</c>, <c>MultiplyAdds</c> and
    /// <c>TrainingSeconds</c>.
    /// </returns>
    /// <exception cref="TrainingDivergedException">The loss is no longer finite.</exception>
    /// <exception cref="InsufficientMemoryException">
    /// The device's memory does not suffice: before the training, where an estimate of it is beyond the memory that the system has for this
    /// process, or in it.
    /// </exception>
    /// <exception cref="TrialPrunedException">The study's scheduler stops the trial, by its accuracy on the validation set after an epoch.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        long start = _timeProvider.GetTimestamp();
        NetworkStatistics? statistics = null;
        ConvolutionalNetwork? network = null;
        try
        {
            network = new ConvolutionalNetwork(
                _space.Decode(request.Architecture), _train.Shape, _train.ClassNames.Count, _options.Network, request.Seed, _device);
            statistics = network.Statistics;
            CheckMemory(statistics);
            var progress = new EpochProgress(request, network, _validation, cancellationToken);
            var result = new ClassifierTrainer(_options.Training, request.Seed).Train(network, _train, _validation, progress, cancellationToken);
            KeepIfBest(request.Architecture, ref network, result.Validation!.Accuracy);
            return new EvaluationResult(result.Validation!.Accuracy)
            {
                Epochs = _options.Training.Epochs,
                Measures = new Dictionary<string, double>
                {
                    ["LogLoss"] = result.Validation.LogLoss,
                    ["TrainingLoss"] = result.History[^1].Loss,
                    ["TrainingAccuracy"] = result.History[^1].Accuracy,
                    ["Parameters"] = statistics.Parameters,
                    ["MultiplyAdds"] = statistics.MultiplyAdds,
                    ["TrainingSeconds"] = _timeProvider.GetElapsedTime(start).TotalSeconds,
                },
            };
        }
        catch (Exception exception) when (exception is not InsufficientMemoryException && IsOutOfMemory(exception))
        {
            throw new InsufficientMemoryException(
                $"The memory of {_device} does not suffice to train this network{(statistics is null ? string.Empty : $" of {statistics.Parameters} parameters")} in batches of {_options.Training.BatchSize}. Use smaller batches, fewer channels or fewer cells.",
                exception);
        }
        finally
        {
            network?.Dispose();
        }
    }

    /// <summary>Frees the best network.</summary>
    public void Dispose() => Best?.Network.Dispose();

    private void KeepIfBest(Architecture architecture, ref ConvolutionalNetwork? network, double accuracy)
    {
        if (_options.KeepBestNetwork && (Best is null || accuracy > Best.Accuracy))
        {
            Best?.Network.Dispose();
            Best = new EvaluatedNetwork(architecture, network!, accuracy);
            network = null;
        }
    }

    // libtorch throws c10::OutOfMemoryError on CUDA and "DefaultCPUAllocator: can't allocate memory" on the CPU; both arrive as messages.
    private static bool IsOutOfMemory(Exception exception) =>
        exception is OutOfMemoryException
        || exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase);

    // A GPU says when its memory does not suffice; a system without memory ends the process.
    private void CheckMemory(NetworkStatistics statistics)
    {
        int batch = Math.Min(_options.Training.BatchSize, _train.Count);
        long needed = statistics.EstimateTrainingMemory(batch);
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (_device.type == DeviceType.CPU && needed > available)
        {
            throw new InsufficientMemoryException(
                $"To train this network of {statistics.Parameters} parameters in batches of {batch} takes some {needed >> 20} MiB, and the process has {available >> 20} MiB. Use smaller batches, fewer channels or fewer cells.");
        }
    }

    /// <summary>Tells how far a training is, and after each epoch but the last what it has come to, where somebody decides by that.</summary>
    private sealed class EpochProgress(
        EvaluationRequest request, ConvolutionalNetwork network, ImageDataset validation, CancellationToken cancellationToken) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            request.Progress?.Report(value.Fraction);
            if (request.IntermediateValues is { } values && value.Batch == value.BatchCount && value.Epoch < value.EpochCount)
            {
                values.Report(new IntermediateValue(value.Epoch, ClassifierScorer.Evaluate(network, validation, cancellationToken).Accuracy));
            }
        }
    }
}
