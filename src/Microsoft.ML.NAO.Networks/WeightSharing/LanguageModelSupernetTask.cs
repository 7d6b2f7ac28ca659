using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Recurrent;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>A search for the recurrent cell of a language model, by the mean cross-entropy of a word: the logarithm of the perplexity.</summary>
public sealed class LanguageModelSupernetTask : SupernetTask
{
    private readonly ReadOnlyMemory<int> _train;
    private readonly ReadOnlyMemory<int> _validation;
    private readonly LanguageModelSupernetTaskOptions _options;
    private readonly int _seed;
    private readonly RecurrentSupernet _supernet;
    private readonly PathOptimizer _optimizer;
    private readonly torch.Tensor[] _gradients;
    private readonly WordColumns _trainColumns;
    private readonly WordColumns _validationColumns;

    /// <summary>Creates a task, with a supernet of random weights.</summary>
    /// <param name="space">The space.</param>
    /// <param name="vocabularySize">The number of words.</param>
    /// <param name="train">The text to train on, as indices into the vocabulary.</param>
    /// <param name="validation">The text to score with.</param>
    /// <param name="options">How the supernet is built and trained; changes after this call have no effect.</param>
    /// <param name="seed">The seed of the supernet's weights.</param>
    /// <param name="device">Where to train; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A text is too short, or has a word that is not of the vocabulary.</exception>
    public LanguageModelSupernetTask(
        RecurrentCellSpace space,
        int vocabularySize,
        ReadOnlyMemory<int> train,
        ReadOnlyMemory<int> validation,
        LanguageModelSupernetTaskOptions options,
        int seed,
        torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _train = train;
        _validation = validation;
        _options = options.Clone();
        _seed = seed;
        LanguageModelTrainingOptions training = _options.Training;
        _trainColumns = new WordColumns(train.Span, training.BatchSize, vocabularySize, "training", device ?? torch.CPU);
        _validationColumns = new WordColumns(validation.Span, training.ValidationBatchSize, vocabularySize, "validation", device ?? torch.CPU);
        _supernet = new RecurrentSupernet(space, vocabularySize, options.Supernet, seed, device);
        _optimizer = new PathOptimizer(_supernet.parameters(), PathOptimizerOptions.Of(training));
        RecurrentNetwork any = _supernet.GetPath(space.Sample(new Random(seed)));
        _gradients = [.. any.Weights.Select(weight => torch.zeros(weight.shape, device: any.Device).DetachFromDisposeScope())];
    }

    /// <inheritdoc/>
    public override ArchitectureSpace Space => _supernet.Space;

    /// <inheritdoc/>
    public override Objective Objective { get; } = new("CrossEntropy", Maximize: false);

    /// <summary>The network of all architectures.</summary>
    public RecurrentSupernet Supernet => _supernet;

    /// <inheritdoc/>
    public override long CountParameters(Architecture architecture) => _supernet.CountParameters(architecture);

    /// <inheritdoc/>
    public override void Dispose()
    {
        Array.ForEach(_gradients, gradient => gradient.Dispose());
        _trainColumns.Dispose();
        _validationColumns.Dispose();
        _optimizer.Dispose();
        _supernet.Dispose();
    }

    /// <remarks>As in the authors' code, the state after a sequence is where the next one begins, whatever architecture comes next.</remarks>
    internal override double TrainEpoch(
        SupernetEpoch epoch, Func<Architecture> drawArchitecture, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var memory = new RetainedMemory();
        using var threads = new ThreadLimit(_options.Training.Threads);
        LanguageModelTrainingOptions options = _options.Training;
        _supernet.train();
        var random = new Random(epoch.Seed);
        double lossSum = 0;
        var hidden = _supernet.CreateState(options.BatchSize).DetachFromDisposeScope();
        try
        {
            int sequence = 1;
            for (int position = 0; position < _trainColumns.Steps; sequence++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var scope = torch.NewDisposeScope();
                int length = SequenceLengths.Draw(options, random);
                int steps = Math.Min(length, _trainColumns.Steps - position);
                RecurrentNetwork path = _supernet.GetPath(drawArchitecture());
                path.ResetMasks(random.Next());
                var (words, targets) = _trainColumns.Take(position, steps);
                var regularization = new ActivityRegularization(options.ActivationRegularization, options.TemporalRegularization);
                var (loss, state) = path.Differentiate(words, targets, hidden, path.DrawMasks(options.BatchSize), regularization, _gradients);
                _optimizer.Step(path.Weights, _gradients, options.LearningRate * length / options.SequenceLength);
                hidden.Dispose();
                hidden = state.DetachFromDisposeScope();
                double mean = loss.item<float>();
                lossSum += double.IsFinite(mean) ? mean * steps : throw TrainingDivergedException.At(epoch.Number, sequence, mean);
                position += steps;
                progress?.Report((double)position / _trainColumns.Steps);
            }
        }
        finally
        {
            hidden.Dispose();
        }

        return lossSum / _trainColumns.Steps;
    }

    internal override double[] Score(
        IReadOnlyList<Architecture> architectures, PathScoringOptions options, int seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var memory = new RetainedMemory();
        using var threads = new ThreadLimit(_options.Training.Threads);
        bool wasTraining = _supernet.training;
        _supernet.eval();
        try
        {
            var windows = new TextWindows(_validationColumns, _options.Training.SequenceLength, options, seed);
            var scores = new double[architectures.Count];
            for (int i = 0; i < scores.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                RecurrentNetwork path = _supernet.GetPath(architectures[i]);
                scores[i] = options.Batches is null
                    ? LanguageModelScorer.GetLoss(path, _validationColumns, cancellationToken)
                    : windows.GetLoss(path);
                progress?.Report((i + 1.0) / scores.Length);
            }

            return scores;
        }
        finally
        {
            _supernet.train(wasTraining);
        }
    }

    internal override double TrainFromScratch(
        Architecture architecture, int seed, string? checkpointFile, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (networkOptions, training) = _options.Retraining;
        LanguageModelTrainingOptions own = training.Clone();
        own.CheckpointFile = checkpointFile;
        using var network = new RecurrentNetwork(
            _supernet.Space.Decode(architecture), _supernet.VocabularySize, networkOptions, seed, _supernet.Device);
        try
        {
            var report = progress is null ? null : new FractionProgress(progress);
            LanguageModelResult result = new LanguageModelTrainer(own, seed).Train(network, _train, _validation, report, cancellationToken);
            return Math.Log(result.Best.ValidationPerplexity);
        }
        catch (TrainingDivergedException)
        {
            return double.NaN;
        }
    }

    internal override void Save(BinaryWriter writer)
    {
        CheckpointFile.WriteArray(writer, _optimizer.GetWeights());
        CheckpointFile.WriteArray(writer, _optimizer.GetVelocity());
    }

    internal override void Load(ContentReader reader)
    {
        var (weights, velocity) = _optimizer.Read(reader);
        _optimizer.Set(weights, velocity);
    }

    internal override string Describe()
    {
        LanguageModelSupernetTaskOptions essential = _options.Clone();
        essential.Training.Threads = null;
        essential.Retraining.Training.Threads = null;
        return JsonSerializer.Serialize(new Description(
            Space.Name,
            _seed,
            _supernet.VocabularySize,
            LanguageModelCheckpoint.Hash(_train.Span),
            LanguageModelCheckpoint.Hash(_validation.Span),
            essential));
    }

    private sealed record Description(
        string Space, int Seed, int Words, string Train, string Validation, LanguageModelSupernetTaskOptions Options);

    private sealed class FractionProgress(IProgress<double> target) : IProgress<LanguageModelProgress>
    {
        public void Report(LanguageModelProgress value) => target.Report(value.Fraction);
    }
}
