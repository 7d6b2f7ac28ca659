using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Recurrent;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>One training of a language model.</summary>
internal sealed class LanguageModelRun : IDisposable
{
    private readonly RecurrentNetwork _network;
    private readonly LanguageModelTrainingOptions _options;
    private readonly WordColumns _train;
    private readonly WordColumns _validation;
    private readonly LanguageModelCheckpoint? _checkpoint;
    private readonly AveragingOptimizer _optimizer;
    private readonly TrainingClock _clock;
    private List<LanguageModelEpoch> _history = [];
    private float[]? _bestWeights;
    private torch.Tensor _hidden;

    public LanguageModelRun(
        RecurrentNetwork network,
        LanguageModelTrainingOptions options,
        WordColumns train,
        WordColumns validation,
        LanguageModelCheckpoint? checkpoint,
        TimeProvider time)
    {
        _network = network;
        _options = options;
        _train = train;
        _validation = validation;
        _checkpoint = checkpoint;
        _optimizer = new AveragingOptimizer(network.Weights, options);
        _clock = new TrainingClock(time, options.MaxTime);
        _hidden = network.CreateState(options.BatchSize).DetachFromDisposeScope();
    }

    private LanguageModelEpoch? Best => _history.MinBy(epoch => epoch.ValidationPerplexity);

    /// <summary>Trains from the start, or from the checkpoint.</summary>
    public LanguageModelResult Train(int seed, IProgress<LanguageModelProgress>? progress, CancellationToken cancellationToken)
    {
        var (position, lossSum) = Restore();
        var seeds = new Random(seed);
        for (int epoch = 1; epoch <= _options.Epochs && !_clock.IsOver; epoch++)
        {
            int epochSeed = seeds.Next();
            if (epoch <= _history.Count)
            {
                continue;
            }

            double perplexity = ReadText(epoch, epochSeed, position, lossSum, progress, cancellationToken);
            (position, lossSum) = (0, 0);
            Finish(epoch, perplexity, cancellationToken);
            Save(position, lossSum);
        }

        _optimizer.SetWeights(_bestWeights!);
        _network.eval();
        return new LanguageModelResult(_history, Best!);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _hidden.Dispose();
    }

    /// <summary>Reads the text once, from a position, and steps after each sequence.</summary>
    /// <returns>The perplexity of what was read.</returns>
    private double ReadText(
        int epoch, int seed, int from, double lossSum, IProgress<LanguageModelProgress>? progress, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        _network.train();
        int position = 0;
        for (int sequence = 1; position < _train.Steps && !(_clock.IsOver && position > 0); sequence++)
        {
            int length = SequenceLengths.Draw(_options, random);
            int maskSeed = random.Next();
            int steps = Math.Min(length, _train.Steps - position);
            if (position >= from)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _network.ResetMasks(maskSeed);
                double loss = Step(position, steps, _options.LearningRate * length / _options.SequenceLength);
                lossSum += double.IsFinite(loss) ? loss * steps : throw TrainingDivergedException.At(epoch, sequence, loss);
                Report(progress, epoch, position + steps, lossSum);
            }

            position += steps;
            if (position > from && position < _train.Steps && sequence % _options.CheckpointSequences == 0)
            {
                Save(position, lossSum);
            }
        }

        return Math.Exp(lossSum / position);
    }

    /// <summary>Takes one step by the gradient of one sequence.</summary>
    /// <returns>The mean loss of its words.</returns>
    private double Step(int start, int steps, double learningRate)
    {
        using var scope = torch.NewDisposeScope();
        var (words, targets) = _train.Take(start, steps);
        var regularization = new ActivityRegularization(_options.ActivationRegularization, _options.TemporalRegularization);
        var (loss, state) = _network.Differentiate(
            words, targets, _hidden, _network.DrawMasks(_options.BatchSize), regularization, _optimizer.Gradients);
        _optimizer.Step(learningRate);
        _hidden.Dispose();
        _hidden = state.DetachFromDisposeScope();
        return loss.item<float>();
    }

    /// <summary>Validates, keeps the best weights, and decides whether to average from now on.</summary>
    private void Finish(int epoch, double perplexity, CancellationToken cancellationToken)
    {
        bool averaged = _optimizer.AveragedSteps is not null;
        _network.eval();
        _optimizer.Exchange();
        double validation = Math.Exp(LanguageModelScorer.GetLoss(_network, _validation, cancellationToken));
        if (!double.IsFinite(validation))
        {
            throw new TrainingDivergedException($"Training diverged after epoch {epoch}: the validation's perplexity is {validation}. Lower the learning rate, or clip gradients.");
        }

        if (_bestWeights is null || validation < Best!.ValidationPerplexity)
        {
            _bestWeights = _optimizer.GetWeights();
        }

        _optimizer.Exchange();
        if (!averaged && _options.AveragingPatience is { } patience
            && _history.Count > patience && validation > _history.SkipLast(patience).Min(earlier => earlier.ValidationPerplexity))
        {
            _optimizer.BeginAveraging();
        }

        _history.Add(new LanguageModelEpoch(epoch, perplexity, validation, averaged));
        _hidden.Dispose();
        _hidden = _network.CreateState(_options.BatchSize).DetachFromDisposeScope();
    }

    private (int Position, double LossSum) Restore()
    {
        if (_checkpoint?.Load() is not { } state)
        {
            return (0, 0);
        }

        _history = state.History;
        _bestWeights = state.BestWeights;
        _optimizer.SetWeights(state.Weights);
        _optimizer.SetMoments(state.Moments);
        if (state.Average is { } average)
        {
            _optimizer.SetAverage(average, state.AveragedSteps);
        }

        using var noGradient = torch.no_grad();
        using var hidden = torch.tensor(state.Hidden);
        _hidden.copy_(hidden.view(_hidden.shape));
        return (state.Position, state.LossSum);
    }

    private void Save(int position, double lossSum)
    {
        using var onHost = _hidden.cpu();
        _checkpoint?.Save(new LanguageModelState
        {
            History = _history,
            Position = position,
            LossSum = lossSum,
            Hidden = onHost.data<float>().ToArray(),
            Weights = _optimizer.GetWeights(),
            Moments = _optimizer.GetMoments(),
            Average = _optimizer.GetAverage(),
            AveragedSteps = _optimizer.AveragedSteps ?? 0,
            BestWeights = _bestWeights,
        });
    }

    private void Report(IProgress<LanguageModelProgress>? progress, int epoch, int position, double lossSum)
    {
        double done = (epoch - 1 + ((double)position / _train.Steps)) / _options.Epochs;
        progress?.Report(new LanguageModelProgress(
            epoch,
            _options.Epochs,
            (long)position * _options.BatchSize,
            (long)_train.Steps * _options.BatchSize,
            Math.Exp(lossSum / position),
            Best?.ValidationPerplexity,
            _clock.GetTimeLeft(done)));
    }
}
