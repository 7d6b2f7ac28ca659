using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>One training of a network.</summary>
internal sealed class NetworkRun(
    PredictionNetwork network, TrainingOptions options, SampleDataset train, SampleDataset? validation, TrainingCheckpoint? checkpoint)
{
    private List<EpochSummary> _history = [];
    private byte[]? _bestWeights;

    private EpochSummary? Best => _history
        .Where(epoch => epoch.Validation is not null)
        .OrderBy(epoch => epoch.Validation!.Rank)
        .FirstOrDefault();

    /// <summary>Trains from the start, or from the checkpoint.</summary>
    public TrainingResult Train(
        int seed, IProgress<TrainingProgress>? progress, Action<EpochSummary>? epochEnded, CancellationToken cancellationToken)
    {
        network.SetNormalization(train);
        network.train();
        var state = checkpoint?.Load(network);
        if (state is not null)
        {
            (_history, _bestWeights) = (state.History, state.BestWeights);
        }

        if (_history.Count < options.Epochs)
        {
            TrainRest(state?.Optimizer, seed, progress, epochEnded, cancellationToken);
        }

        network.eval();
        return Finish(cancellationToken);
    }

    private void TrainRest(
        float[]? optimizerState, int seed, IProgress<TrainingProgress>? progress, Action<EpochSummary>? epochEnded, CancellationToken cancellationToken)
    {
        using var optimizer = VectorOptimizer.Create(network.parameters(), options);
        if (optimizerState is not null)
        {
            optimizer.SetState(optimizerState);
        }

        SampleBatcher batcher = network.CreateTrainingBatcher(train);
        using var batches = TrainingBatches.Prepare(batcher, options, seed, _history.Count + 1);
        for (int epoch = _history.Count + 1; epoch <= options.Epochs; epoch++)
        {
            EpochSummary summary = TrainEpoch(optimizer, batches, batcher.Normalizes, epoch, progress, cancellationToken);
            _history.Add(Validates(epoch) ? summary with { Validation = NetworkScorer.Evaluate(network, validation!, cancellationToken) } : summary);
            if (Validates(epoch) && Best!.Epoch == epoch)
            {
                _bestWeights = network.ToBytes();
            }

            if (epoch % options.CheckpointEpochs == 0 || epoch == options.Epochs)
            {
                checkpoint?.Save(network, new TrainingState(_history, optimizer.GetState(), _bestWeights));
            }

            epochEnded?.Invoke(_history[^1]);
        }
    }

    private TrainingResult Finish(CancellationToken cancellationToken)
    {
        if (Best is not { } best)
        {
            return new TrainingResult(_history, validation is null ? null : NetworkScorer.Evaluate(network, validation, cancellationToken))
            {
                KeptEpoch = options.Epochs,
            };
        }

        if (best.Epoch < options.Epochs)
        {
            network.FromBytes(_bestWeights!);
        }

        return new TrainingResult(_history, best.Validation) { KeptEpoch = best.Epoch };
    }

    private bool Validates(int epoch) =>
        validation is not null && options.ValidationEpochs is { } interval && (epoch % interval == 0 || epoch == options.Epochs);

    private EpochSummary TrainEpoch(
        VectorOptimizer optimizer,
        BackgroundQueue<TrainingBatch> batches,
        bool normalized,
        int epoch,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var recorder = new StepRecorder(epoch, network.Device);
        double learningRate = options.LearningRate;
        for (int batch = 0, count = 1; batch < count; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            TrainingBatch next = batches.Take(cancellationToken);
            if (batch == 0)
            {
                count = next.Count;
                network.ResetMasks(next.MaskSeed);
            }

            double done = (epoch - 1 + ((double)batch / count)) / options.Epochs;
            learningRate = LearningRateSchedule.GetLearningRate(options, done);
            network.TrainingProgress = done;

            var (inputs, targets, weights) = next.Samples.ToDevice(network.Device);
            PredictionLoss loss = PredictionLoss.Compute(
                () => network.ComputeForGradient(inputs, normalized), network.PredictsValue ? network.Standardize(targets) : targets, weights, options);
            recorder.Add(loss, targets, weights, batch + 1);
            optimizer.Step(loss.Total, learningRate, network.Differentiate);
            progress?.Report(new TrainingProgress(epoch, options.Epochs, batch + 1, count, recorder.Loss, recorder.Accuracy));
        }

        recorder.Flush();
        return new EpochSummary(epoch, recorder.Loss, recorder.Accuracy, learningRate);
    }
}
