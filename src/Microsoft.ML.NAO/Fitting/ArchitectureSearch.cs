using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Serving;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.WeightSharing;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The work of <see cref="NeuralArchitectureEstimator.Fit"/>.</summary>
internal sealed class ArchitectureSearch : NetworkSearch<PredictionNetwork>
{
    private readonly PredictionData _data;
    private readonly NeuralArchitectureOptions _options;
    private readonly NetworkFamily _family;
    private readonly SampleDataset _train;
    private readonly SampleDataset _validation;

    public ArchitectureSearch(PredictionData data, NeuralArchitectureOptions options)
        : this(data, options, NetworkFamily.For(data, options), options.Seed ?? data.Host.Seed ?? Random.Shared.Next())
    {
    }

    private ArchitectureSearch(PredictionData data, NeuralArchitectureOptions options, NetworkFamily family, int seed)
        : base(data.Host, options, family.Space, seed)
    {
        _data = data;
        _options = options;
        _family = family;
        (_train, _validation) = data.Validation is { } given ? (data.Train, given) : data.Train.Split(options.ValidationFraction, seed);
        if (options.WeightSharing is not null)
        {
            CheckSharing(data);
        }
    }

    /// <inheritdoc/>
    protected override string ComputeFingerprint() => Fingerprint.Compute(_data, _family, _options);

    /// <inheritdoc/>
    protected override void Configure(StudyOptions study)
    {
        study.Measurer = SearchLimits.CreateMeasurer(_data, _family, _options);
        foreach (MeasureLimit limit in SearchLimits.Create(_options))
        {
            study.Limits.Add(limit);
        }

        foreach (MeasureObjective objective in _options.Objectives)
        {
            study.Objectives.Add(objective);
        }
    }

    /// <inheritdoc/>
    protected override TrainingEvaluator<PredictionNetwork> CreateEvaluator(torch.Device device) => new NetworkEvaluator(
        _train,
        _validation,
        (architecture, seed) => _family.CreateSearchNetwork(architecture, seed, device),
        new NetworkEvaluatorOptions { Training = _family.SearchTraining, KeepBestNetwork = true });

    /// <inheritdoc/>
    protected override TrainedNetwork<PredictionNetwork> Train(Architecture architecture) =>
        FinalTrainer.Train(_data, _family, architecture, Seed, Reporter, _options.CancellationToken);

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
            Training = _options.Images.SearchTraining,
        };
        return new ImageSupernetTask(_options.Images.Space, (ImageDataset)_train, (ImageDataset)_validation, task, Seed, device);
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
