using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>
/// Scores an architecture by training its network from scratch for a short time, as the authors' search does, and predicting the whole
/// validation set; or by cross-validation, which takes longer and tells more where there are few samples.
/// </summary>
public sealed class NetworkEvaluator : TrainingEvaluator<PredictionNetwork>
{
    private readonly SampleDataset[] _train;
    private readonly SampleDataset[] _validation;
    private readonly Func<Architecture, int, PredictionNetwork> _createNetwork;
    private readonly NetworkEvaluatorOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="train">The samples to train on.</param>
    /// <param name="validation">The samples to score with.</param>
    /// <param name="createNetwork">Creates the network of an architecture with weights of a seed, on the device where it shall be trained.</param>
    /// <param name="options">How networks are trained; null for the defaults.</param>
    /// <param name="timeProvider">The clock that measures durations; null for the system's.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A set is empty, all of its weights are 0, the two do not go together, or the training has a checkpoint.</exception>
    public NetworkEvaluator(
        SampleDataset train,
        SampleDataset validation,
        Func<Architecture, int, PredictionNetwork> createNetwork,
        NetworkEvaluatorOptions? options = null,
        TimeProvider? timeProvider = null)
        : this([(train, validation)], createNetwork, options, timeProvider)
    {
    }

    /// <summary>Creates an evaluator that cross-validates: it trains a network for each fold, and scores what all folds have held out together.</summary>
    /// <param name="folds">For each fold the samples to train on, and those to score with, as <see cref="SampleDataset.SplitFolds"/> gives them.</param>
    /// <param name="createNetwork">Creates the network of an architecture with weights of a seed, on the device where it shall be trained.</param>
    /// <param name="options">How networks are trained; null for the defaults.</param>
    /// <param name="timeProvider">The clock that measures durations; null for the system's.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">
    /// There is no fold, a set is empty, all of its weights are 0, the two do not go together, or the training has a checkpoint.
    /// </exception>
    public NetworkEvaluator(
        IReadOnlyList<(SampleDataset Train, SampleDataset Validation)> folds,
        Func<Architecture, int, PredictionNetwork> createNetwork,
        NetworkEvaluatorOptions? options = null,
        TimeProvider? timeProvider = null)
        : base(options?.KeepBestNetwork ?? false)
    {
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(createNetwork);
        if (folds.Count == 0)
        {
            throw new ArgumentException("There is no fold.", nameof(folds));
        }

        foreach (var (train, validation) in folds)
        {
            ArgumentNullException.ThrowIfNull(train);
            ArgumentNullException.ThrowIfNull(validation);
            train.RequireSamples("training");
            validation.RequireSamples("validation");
            if (train.DescribeDifference(validation) is { } difference)
            {
                throw new ArgumentException($"The validation set does not go with the training set: {difference}.", nameof(folds));
            }
        }

        _options = options ?? new NetworkEvaluatorOptions();
        _options.Validate();
        RefuseCheckpoint(_options.Training.CheckpointFile, nameof(options));

        // Once for all trainings, each of which would do it.
        _train = [.. folds.Select(fold => fold.Train.DropWeightless())];
        _validation = [.. folds.Select(fold => fold.Validation)];
        _createNetwork = createNetwork;
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>Creates an evaluator of networks of convolutional cells.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="train">The images to train on.</param>
    /// <param name="validation">The images to score with.</param>
    /// <param name="network">How cells are stacked to a network; null for 8 channels, and otherwise the defaults.</param>
    /// <param name="options">How networks are trained; null for the defaults.</param>
    /// <param name="device">Where they are trained; null for the CPU.</param>
    /// <param name="timeProvider">The clock that measures durations; null for the system's.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A set is empty, the two do not go together, or the training has a checkpoint.</exception>
    public static NetworkEvaluator ForImages(
        ConvolutionalCellSpace space,
        ImageDataset train,
        ImageDataset validation,
        ConvolutionalNetworkOptions? network = null,
        NetworkEvaluatorOptions? options = null,
        torch.Device? device = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ConvolutionalNetworkOptions own = network ?? new ConvolutionalNetworkOptions { InitialChannels = 8 };
        own.Validate();
        return new NetworkEvaluator(
            train,
            validation,
            (architecture, seed) => new ConvolutionalNetwork(space.Decode(architecture), train.Shape, train.Targets.OutputCount, own, seed, device),
            options,
            timeProvider);
    }

    /// <summary>The measure of a trial that tells which epoch's weights its network has, from 1.</summary>
    public const string KeptEpoch = "KeptEpoch";

    /// <summary>What is measured where there are classes: the share of the validation samples that are classified rightly.</summary>
    public static Objective Accuracy { get; } = new("MicroAccuracy", Maximize: true);

    /// <summary>What is measured where there are values: the root mean squared error on the validation samples.</summary>
    public static Objective Error { get; } = new("RootMeanSquaredError", Maximize: false);

    /// <inheritdoc/>
    public override Objective Objective => _train[0].Targets is ValueTargets ? Error : Accuracy;

    /// <inheritdoc/>
    /// <returns>
    /// The metric, and beside it <c>LogLoss</c> and <c>TrainingAccuracy</c>, or <c>RSquared</c> and <c>MeanAbsoluteError</c>; <c>TrainingLoss</c>,
    /// <c>Parameters</c>, <c>MultiplyAdds</c> and <c>TrainingSeconds</c>; and where the training keeps the weights of its best epoch,
    /// <see cref="KeptEpoch"/>.
    /// </returns>
    /// <exception cref="TrainingDivergedException">The loss is no longer finite.</exception>
    /// <exception cref="InsufficientMemoryException">
    /// The device's memory does not suffice: before the training, where an estimate of it is beyond its share of the memory that the system has
    /// for this process, or in it.
    /// </exception>
    /// <exception cref="WorkerFailedException">The device is broken: no network can be trained on it any more.</exception>
    /// <exception cref="TrialPrunedException">The study's scheduler stops the trial, by its metric on the validation set after an epoch, or after a fold.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public override EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            return Score(request, cancellationToken);
        }
        catch (Exception exception) when (DeviceFailure.IsBroken(exception))
        {
            throw DeviceFailure.ToWorkerFailure(exception);
        }
    }

    private EvaluationResult Score(EvaluationRequest request, CancellationToken cancellationToken)
    {
        long start = _timeProvider.GetTimestamp();
        NetworkStatistics? statistics = null;
        PredictionNetwork? network = null;
        try
        {
            var results = new List<TrainingResult>();
            for (int fold = 0; fold < _train.Length; fold++)
            {
                network?.Dispose();
                network = _createNetwork(request.Architecture, request.Seed);
                statistics = network.Statistics;
                CheckMemory(network);
                results.Add(Train(network, fold, request, cancellationToken));
                ReportFolds(results, request);
            }

            TrainingResult result = results[^1];
            var (figures, keptEpoch) = FoldFigures.Pool(results, _validation);
            KeepIfBest(request.Architecture, ref network, figures.Metric);
            var measures = new Dictionary<string, double>
            {
                ["TrainingLoss"] = result.History[^1].Loss,
                ["Parameters"] = statistics!.Parameters,
                ["MultiplyAdds"] = statistics.MultiplyAdds,
                ["TrainingSeconds"] = _timeProvider.GetElapsedTime(start).TotalSeconds,
            };
            if (_options.Training.ValidationEpochs is not null)
            {
                measures[KeptEpoch] = keptEpoch;
            }

            switch (figures)
            {
                case ClassificationFigures classes:
                    measures["LogLoss"] = classes.LogLoss;
                    measures["TrainingAccuracy"] = result.History[^1].Accuracy;
                    break;
                case RegressionFigures values:
                    measures["RSquared"] = values.RSquared;
                    measures["MeanAbsoluteError"] = values.MeanAbsoluteError;
                    break;
            }

            return new EvaluationResult(figures.Metric) { Epochs = _train.Length * _options.Training.Epochs, Measures = measures };
        }
        catch (Exception exception) when (exception is not InsufficientMemoryException && DeviceFailure.IsOutOfMemory(exception))
        {
            throw new InsufficientMemoryException(
                $"The device's memory does not suffice to train this network{(statistics is null ? string.Empty : $" of {statistics.Parameters} parameters")} in batches of {_options.Training.BatchSize}. Use smaller batches, fewer channels or fewer cells.",
                exception);
        }
        finally
        {
            network?.Dispose();
        }
    }

    private TrainingResult Train(PredictionNetwork network, int fold, EvaluationRequest request, CancellationToken cancellationToken)
    {
        var progress = request.Progress is { } fraction ? new FractionProgress(fraction, fold, _train.Length) : null;
        TrainingOptions training = _options.Training.WithLearningRateFactor(_options.LearningRateFactor?.Invoke(request.Architecture) ?? 1);
        return new NetworkTrainer(training, request.Seed).Train(
            network, _train[fold], _validation[fold], progress, CreateEpochReporter(request, network, cancellationToken), cancellationToken);
    }

    // With several folds, a trial is known the better the more of them are done.
    private void ReportFolds(List<TrainingResult> results, EvaluationRequest request)
    {
        if (results.Count < _train.Length)
        {
            request.IntermediateValues?.Report(new IntermediateValue(
                results.Count * _options.Training.Epochs, FoldFigures.Pool(results, _validation).Figures.Metric));
        }
    }

    private void CheckMemory(PredictionNetwork network)
    {
        NetworkStatistics statistics = network.Statistics;
        int batch = Math.Min(_options.Training.BatchSize, _train[0].Count);
        MemoryCheck.Require(
            network.Device,
            statistics.EstimateTrainingMemory(batch),
            _options.TrainingsAtOnce,
            $"To train this network of {statistics.Parameters} parameters in batches of {batch}",
            "Use smaller batches, fewer channels or fewer cells.");
    }

    /// <summary>Tells after each epoch but the last what the training has come to, where somebody decides by that.</summary>
    private Action<EpochSummary>? CreateEpochReporter(EvaluationRequest request, PredictionNetwork network, CancellationToken cancellationToken) =>
        request.IntermediateValues is not { } values || _train.Length > 1 ? null : epoch =>
        {
            if (epoch.Epoch < _options.Training.Epochs)
            {
                PredictionFigures figures = epoch.Validation ?? NetworkScorer.Evaluate(network, _validation[0], cancellationToken);
                values.Report(new IntermediateValue(epoch.Epoch, figures.Metric));
            }
        };
}
