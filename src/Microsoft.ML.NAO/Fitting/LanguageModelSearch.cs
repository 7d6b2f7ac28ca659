using Microsoft.ML.Data;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Serving;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.WeightSharing;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The work of <see cref="NeuralLanguageModelEstimator.Fit"/> without a given architecture.</summary>
internal sealed class LanguageModelSearch(LanguageModelData data, LanguageModelFamily family, NeuralLanguageModelOptions options, int seed)
    : NetworkSearch<RecurrentNetwork>(data.Host, options, options.Space, seed)
{
    /// <inheritdoc/>
    protected override string ComputeFingerprint() => Fingerprint.Compute(data, family, options);

    /// <inheritdoc/>
    protected override SupernetTask CreateSupernetTask(torch.Device device) => new LanguageModelSupernetTask(
        options.Space,
        data.Vocabulary.Count,
        data.Train,
        data.Validation,
        new LanguageModelSupernetTaskOptions { Supernet = options.Network, Training = family.SearchTraining },
        Seed,
        device);

    // The task scores by the cross-entropy.
    /// <inheritdoc/>
    protected override double ToMetric(double score) => Math.Exp(score);

    /// <inheritdoc/>
    protected override TrainingEvaluator<RecurrentNetwork> CreateEvaluator(torch.Device device, int trainingsAtOnce) => new LanguageModelEvaluator(
        data.Train,
        data.Validation,
        (architecture, seed) => family.Create(architecture, seed, device),
        new LanguageModelEvaluatorOptions { Training = family.SearchTraining, KeepBestNetwork = true, TrainingsAtOnce = trainingsAtOnce });

    /// <inheritdoc/>
    protected override RecurrentNetwork CreateNetwork(Architecture architecture) =>
        family.Create(architecture, Seed, data.Host.Device);

    /// <inheritdoc/>
    protected override RecurrentNetwork CreateFinalNetwork(Architecture architecture) => CreateNetwork(architecture);

    /// <inheritdoc/>
    protected override void RequireFinalMemory(Architecture architecture)
    {
        using RecurrentNetwork network = CreateFinalNetwork(architecture);
        family.RequireMemory(network);
    }

    /// <inheritdoc/>
    protected override Dictionary<string, double> CountCosts(RecurrentNetwork network) =>
        NetworkCosts.Count(network, family.FinalTraining, data.Train.Length);

    /// <inheritdoc/>
    protected override TimeSpan MeasureLatency(RecurrentNetwork network, CancellationToken cancellationToken) =>
        Deployment.MeasureLatency(data, network, options.MaximumLength, cancellationToken);

    /// <inheritdoc/>
    protected override TrainedNetwork<RecurrentNetwork> Train(Trial trial) => family.Train(trial.Architecture, Seed, Reporter);

    /// <inheritdoc/>
    protected override long CountParameters(RecurrentNetwork network) => network.ParameterCount;

    /// <inheritdoc/>
    protected override NeuralArchitectureTransformer Deploy(
        RecurrentNetwork network, Func<TransformerChain<ITransformer>, ExportedModel, NeuralArchitectureTransformer> create) =>
        Deployment.Deploy(data, network, options.MaximumLength, create);
}
