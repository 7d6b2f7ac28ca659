using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>A search for networks that classify images, by their accuracy.</summary>
public sealed class ImageSupernetTask : SupernetTask
{
    private readonly ImageDataset _train;
    private readonly ImageDataset _validation;
    private readonly ImageSupernetTaskOptions _options;
    private readonly int _seed;
    private readonly ConvolutionalSupernet _supernet;
    private readonly PathOptimizer _optimizer;

    /// <summary>Creates a task, with a supernet of random weights.</summary>
    /// <param name="space">The space.</param>
    /// <param name="train">The images to train on.</param>
    /// <param name="validation">The images to score with.</param>
    /// <param name="options">How the supernet is built and trained; changes after this call have no effect.</param>
    /// <param name="seed">The seed of the supernet's weights.</param>
    /// <param name="device">Where to train; null for the CPU.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">A set is empty, all of its weights are 0, or the two do not go together.</exception>
    public ImageSupernetTask(
        ConvolutionalCellSpace space, ImageDataset train, ImageDataset validation, ImageSupernetTaskOptions options, int seed, torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        train.RequireSamples("training");
        validation.RequireSamples("validation");
        _train = (ImageDataset)train.DropWeightless();
        _validation = (ImageDataset)validation.DropWeightless();
        _options = options.Clone();
        _seed = seed;
        _supernet = new ConvolutionalSupernet(space, train.Shape, train.ClassNames.Count, options.Supernet, seed, device);
        try
        {
            _supernet.CheckShape(validation);
            _supernet.SetNormalization(_train);
        }
        catch
        {
            _supernet.Dispose();
            throw;
        }

        _optimizer = new PathOptimizer(_supernet.parameters(), PathOptimizerOptions.Of(options.Training));
    }

    /// <inheritdoc/>
    public override ArchitectureSpace Space => _supernet.Space;

    /// <inheritdoc/>
    public override Objective Objective => NetworkEvaluator.Accuracy;

    /// <summary>The network of all architectures.</summary>
    public ConvolutionalSupernet Supernet => _supernet;

    /// <inheritdoc/>
    public override long CountParameters(Architecture architecture) => _supernet.CountParameters(architecture);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _optimizer.Dispose();
        _supernet.Dispose();
    }

    internal override double TrainEpoch(
        SupernetEpoch epoch, Func<Architecture> drawArchitecture, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var memory = new RetainedMemory();
        using var threads = new ThreadLimit(_options.Training.Threads, ThreadLimit.IsWorthSharing(_train.Shape));
        TrainingOptions options = _options.Training.Clone();
        options.Epochs = epoch.Count;
        _supernet.train();
        TrainingOptions single = options.Clone();
        single.Epochs = 1;
        using var queue = TrainingBatches.Prepare(new ImageBatcher(_train, _supernet.CreatePlainNormalization()), single, epoch.Seed, firstEpoch: 1);
        var recorder = new StepRecorder(epoch.Number, _supernet.Device);
        for (int batch = 0, count = 1; batch < count; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            TrainingBatch next = queue.Take(cancellationToken);
            if (batch == 0)
            {
                count = next.Count;
                _supernet.ResetMasks(next.MaskSeed);
            }

            double done = (epoch.Position + ((double)batch / count)) / epoch.Count;
            _supernet.TrainingProgress = done;
            ConvolutionalPath path = _supernet.GetPath(drawArchitecture());

            var (pixels, labels, weights) = next.Samples.ToDevice(_supernet.Device);
            PredictionLoss loss = PredictionLoss.Compute(() => _supernet.Compute(path, pixels, normalized: true), labels, weights, options);
            recorder.Add(loss, labels, weights, batch + 1);
            _optimizer.Step(loss.Total, [.. path.Weights, .. path.AuxiliaryWeights], LearningRateSchedule.GetLearningRate(options, done));
            progress?.Report((batch + 1.0) / count);
        }

        recorder.Flush();
        return recorder.Loss;
    }

    internal override double[] Score(
        IReadOnlyList<Architecture> architectures, PathScoringOptions options, int seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var memory = new RetainedMemory();
        using var threads = new ThreadLimit(_options.Training.Threads, ThreadLimit.IsWorthSharing(_train.Shape));
        using var scorer = new ImagePathScorer(_supernet, _train, _validation, options, seed);
        var scores = new double[architectures.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores[i] = scorer.Score(architectures[i]);
            progress?.Report((i + 1.0) / scores.Length);
        }

        return scores;
    }

    internal override double TrainFromScratch(
        Architecture architecture, int seed, string? checkpointFile, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (networkOptions, training) = _options.Retraining;
        TrainingOptions own = training.Clone();
        own.CheckpointFile = checkpointFile;
        using var network = new ConvolutionalNetwork(
            _supernet.Space.Decode(architecture), _train.Shape, _train.ClassNames.Count, networkOptions, seed, _supernet.Device);
        try
        {
            var report = progress is null ? null : new FractionProgress(progress);
            return new NetworkTrainer(own, seed).Train(network, _train, _validation, report, cancellationToken).Validation!.Metric;
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
        using var scope = torch.NewDisposeScope();
        foreach (var buffer in _supernet.buffers())
        {
            CheckpointFile.WriteArray(writer, buffer.cpu().contiguous().data<float>().ToArray());
        }
    }

    internal override void Load(ContentReader reader)
    {
        var (weights, velocity) = _optimizer.Read(reader);
        torch.Tensor[] buffers = [.. _supernet.buffers()];
        float[][] figures = [.. buffers.Select(buffer => reader.ReadValues("figures of a normalization", buffer.NumberOfElements))];
        _optimizer.Set(weights, velocity);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach (var (buffer, values) in buffers.Zip(figures))
        {
            buffer.copy_(torch.tensor(values).view(buffer.shape));
        }
    }

    internal override string Describe()
    {
        ImageSupernetTaskOptions essential = _options.Clone();
        essential.Training.Threads = null;
        essential.Retraining.Training.Threads = null;
        return JsonSerializer.Serialize(new Description(
            Space.Name, _seed, _train.ClassNames.Count, TrainingCheckpoint.Hash(_train), TrainingCheckpoint.Hash(_validation), essential));
    }

    private sealed record Description(string Space, int Seed, int Classes, string Train, string Validation, ImageSupernetTaskOptions Options);
}
