using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>
/// Scores a recurrent cell by training its language model from scratch for a short time, as the authors' search does, and reading the
/// validation text.
/// </summary>
public sealed class LanguageModelEvaluator : TrainingEvaluator<RecurrentNetwork>
{
    private readonly ReadOnlyMemory<int> _train;
    private readonly ReadOnlyMemory<int> _validation;
    private readonly Func<Architecture, int, RecurrentNetwork> _createNetwork;
    private readonly LanguageModelEvaluatorOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="train">The text to train on, as indices into the networks' vocabulary.</param>
    /// <param name="validation">The text to score with.</param>
    /// <param name="createNetwork">Creates the network of an architecture with weights of a seed, on the device where it shall be trained.</param>
    /// <param name="options">How networks are trained; null for the defaults.</param>
    /// <param name="timeProvider">The clock that measures durations; null for the system's.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A text is too short, or the training has a checkpoint.</exception>
    public LanguageModelEvaluator(
        ReadOnlyMemory<int> train,
        ReadOnlyMemory<int> validation,
        Func<Architecture, int, RecurrentNetwork> createNetwork,
        LanguageModelEvaluatorOptions? options = null,
        TimeProvider? timeProvider = null)
        : base(options?.KeepBestNetwork ?? false)
    {
        ArgumentNullException.ThrowIfNull(createNetwork);
        _options = options ?? new LanguageModelEvaluatorOptions();
        _options.Validate();
        RefuseCheckpoint(_options.Training.CheckpointFile, nameof(options));

        WordColumns.Check(train.Length, _options.Training.BatchSize, "training");
        WordColumns.Check(validation.Length, _options.Training.ValidationBatchSize, "validation");
        _train = train;
        _validation = validation;
        _createNetwork = createNetwork;
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>What is measured: e to the mean cross-entropy of a word of the validation text, after the best epoch.</summary>
    public static Objective Perplexity { get; } = new("Perplexity", Maximize: false);

    /// <inheritdoc/>
    public override Objective Objective => Perplexity;

    /// <inheritdoc/>
    /// <returns>
    /// The validation perplexity of the best epoch, whose weights the network has, and beside it <c>TrainingPerplexity</c> of that epoch,
    /// <c>Parameters</c> and <c>TrainingSeconds</c>.
    /// </returns>
    /// <exception cref="TrainingDivergedException">The loss is no longer finite.</exception>
    /// <exception cref="InsufficientMemoryException">
    /// The device's memory does not suffice: before the training, where an estimate of it is beyond its share of the memory that the system has
    /// for this process, or in it.
    /// </exception>
    /// <exception cref="WorkerFailedException">The device is broken: no network can be trained on it any more.</exception>
    /// <exception cref="TrialPrunedException">The study's scheduler stops the trial, by its best validation perplexity after an epoch.</exception>
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
        RecurrentNetwork? network = null;
        try
        {
            network = _createNetwork(request.Architecture, request.Seed);
            long parameters = network.ParameterCount;
            CheckMemory(network);
            LanguageModelResult result = new LanguageModelTrainer(_options.Training, request.Seed, _timeProvider)
                .Train(network, _train, _validation, new EpochProgress(request), cancellationToken);
            KeepIfBest(request.Architecture, ref network, result.Best.ValidationPerplexity);
            return new EvaluationResult(result.Best.ValidationPerplexity)
            {
                Epochs = result.History.Count,
                Measures = new Dictionary<string, double>
                {
                    ["TrainingPerplexity"] = result.Best.TrainingPerplexity,
                    ["Parameters"] = parameters,
                    ["TrainingSeconds"] = _timeProvider.GetElapsedTime(start).TotalSeconds,
                },
            };
        }
        catch (Exception exception) when (exception is not InsufficientMemoryException && DeviceFailure.IsOutOfMemory(exception))
        {
            throw new InsufficientMemoryException(
                $"The device's memory does not suffice to train this language model in batches of {_options.Training.BatchSize}. Use smaller batches, shorter sequences or fewer hidden units.",
                exception);
        }
        finally
        {
            network?.Dispose();
        }
    }

    private void CheckMemory(RecurrentNetwork network) => MemoryCheck.Require(
        network.Device,
        LanguageModelMemory.Estimate(network, _options.Training, _train.Length),
        _options.TrainingsAtOnce,
        $"To train this language model of {network.ParameterCount} parameters in batches of {_options.Training.BatchSize}",
        "Use smaller batches, shorter sequences or fewer hidden units.");

    /// <summary>Tells how far a training is, and with the first sequence of each epoch what those before it have come to.</summary>
    private sealed class EpochProgress(EvaluationRequest request) : IProgress<LanguageModelProgress>
    {
        private int _epoch = 1;

        public void Report(LanguageModelProgress value)
        {
            request.Progress?.Report(value.Fraction);
            if (value.Epoch > _epoch)
            {
                _epoch = value.Epoch;
                request.IntermediateValues?.Report(new IntermediateValue(value.Epoch - 1, value.BestValidationPerplexity!.Value));
            }
        }
    }
}
