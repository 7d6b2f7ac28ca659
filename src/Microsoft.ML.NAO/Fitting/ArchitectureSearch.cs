using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Serving;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The work of <see cref="NeuralArchitectureEstimator.Fit"/>.</summary>
internal sealed class ArchitectureSearch : NetworkSearch<PredictionNetwork>
{
    private readonly PredictionData _data;
    private readonly NeuralArchitectureOptions _options;
    private readonly NetworkFamily _family;
    private readonly IReadOnlyList<(SampleDataset Train, SampleDataset Validation)> _folds;

    public ArchitectureSearch(PredictionData data, NeuralArchitectureOptions options)
        : this(data, options, NetworkFamily.For(data, options), SearchSeed.Choose(options.Seed ?? data.Host.Seed, options.JournalPath))
    {
    }

    private ArchitectureSearch(PredictionData data, NeuralArchitectureOptions options, NetworkFamily family, int seed)
        : base(data.Host, options, family.Space, seed)
    {
        _data = data;
        _options = options;
        _family = family;
        _folds = Split(data, options, family, seed);
        if (options.WeightSharing is not null)
        {
            CheckSharing(data);
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Architecture> FirstArchitectures => _family.FirstArchitectures;

    /// <inheritdoc/>
    protected override string ComputeFingerprint() => Fingerprint.Compute(_data, _family, _options, _folds.Count);

    /// <inheritdoc/>
    protected override TrainingEvaluator<PredictionNetwork> CreateEvaluator(torch.Device device, int trainingsAtOnce) => new NetworkEvaluator(
        _folds,
        (architecture, seed) => _family.CreateSearchNetwork(architecture, seed, device),
        new NetworkEvaluatorOptions
        {
            Training = _family.SearchTraining,
            LearningRateFactor = architecture => _family.GetLearningRateFactor(architecture, _family.SearchTraining),
            KeepBestNetwork = true,
            TrainingsAtOnce = trainingsAtOnce,
        });

    /// <inheritdoc/>
    protected override PredictionNetwork CreateNetwork(Architecture architecture) =>
        _family.CreateSearchNetwork(architecture, Seed, _data.Host.Device);

    /// <inheritdoc/>
    protected override Trial Choose(StudyResult study)
    {
        Trial chosen = study.StopReason == StopReason.TargetReached || _options.Objectives.Count > 0
            ? study.Best
            : _family.Choose(study, _folds.Sum(fold => fold.Validation.Count));
        if (chosen != study.Best)
        {
            _data.Host.Channel.Info(
                MessageSensitivity.None,
                $"Trial {chosen.Number} is served: it is simpler than trial {study.Best.Number}, and no worse by more than the standard error of the validation.");
        }

        return chosen;
    }

    /// <inheritdoc/>
    protected override PredictionNetwork CreateFinalNetwork(Architecture architecture) =>
        _family.CreateFinalNetwork(architecture, Seed, _data.Host.Device);

    /// <inheritdoc/>
    protected override void RequireFinalMemory(Architecture architecture) =>
        FinalTrainer.RequireMemory(_data, _family, architecture, _data.Host.Device);

    /// <inheritdoc/>
    protected override Dictionary<string, double> CountCosts(PredictionNetwork network) =>
        NetworkCosts.Count(network, Math.Min(_family.FinalTraining.BatchSize, _data.Train.Count));

    /// <inheritdoc/>
    protected override TimeSpan MeasureLatency(PredictionNetwork network, CancellationToken cancellationToken) =>
        Deployment.MeasureLatency(_data, network, cancellationToken);

    /// <inheritdoc/>
    protected override TrainedNetwork<PredictionNetwork> Train(Trial trial)
    {
        TrainingOptions training = _data.Validation is null ? _family.GetRefitTraining(trial) : _family.FinalTraining;
        return FinalTrainer.Train(_data, _family, trial.Architecture, training, Seed, Reporter, _options.CancellationToken);
    }

    /// <inheritdoc/>
    protected override long CountParameters(PredictionNetwork network) => network.Statistics.Parameters;

    /// <inheritdoc/>
    protected override NeuralArchitectureTransformer Deploy(
        PredictionNetwork network, Func<TransformerChain<ITransformer>, ExportedModel, NeuralArchitectureTransformer> create) =>
        Deployment.Deploy(_data, network, create);

    /// <inheritdoc/>
    protected override SupernetTask CreateSupernetTask(torch.Device device)
    {
        var task = new ImageSupernetTaskOptions
        {
            Supernet = new ConvolutionalSupernetOptions { Network = _options.Images.SearchNetwork },
            Training = _options.Images.SupernetTraining,
        };
        var (train, validation) = _folds[0];
        return new ImageSupernetTask(_options.Images.Space, (ImageDataset)train, (ImageDataset)validation, task, Seed, device);
    }

    private static IReadOnlyList<(SampleDataset Train, SampleDataset Validation)> Split(
        PredictionData data, NeuralArchitectureOptions options, NetworkFamily family, int seed)
    {
        if (data.Validation is { } given)
        {
            return [(data.Train, given)];
        }

        // Rows that don't count could be all that a fold holds out.
        SampleDataset counting = data.Train.DropWeightless();
        int folds = options.NumberOfFolds ?? (counting.Count >= family.NumberOfFolds ? family.NumberOfFolds : 1);
        return folds == 1 ? [data.Train.Split(options.ValidationFraction, seed)]
            : counting.Count >= folds ? counting.SplitFolds(folds, seed)
            : throw new ArgumentException($"{nameof(options.NumberOfFolds)} is {folds}, and {counting.Count} rows count. Use fewer folds.");
    }

    private static void CheckSharing(PredictionData data)
    {
        if (data.Train is not ImageDataset { Targets: ClassTargets, Weights.IsEmpty: true })
        {
            throw new ArgumentException(
                $"{nameof(NeuralArchitectureOptions)}.{nameof(NeuralArchitectureOptions.WeightSharing)} is for images with classes and without example weights; the column '{data.Features.Column.Name}' of type {data.Features.Column.Type} is to predict '{data.Label.Column.Name}' of type {data.Label.Column.Type}.");
        }
    }
}
