using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The language models of a space: how they are built and trained in trials and in the end.</summary>
internal sealed class LanguageModelFamily(NeuralLanguageModelOptions options, LanguageModelData data)
{
    /// <summary>How networks are built, to be written down.</summary>
    public RecurrentNetworkOptions Network => options.Network;

    /// <summary>How trials train.</summary>
    public LanguageModelTrainingOptions SearchTraining { get; } =
        options.SearchTraining ?? DefaultLanguageModelTraining.Create(data.Train.Length, data.Validation.Length, DefaultLanguageModelTraining.SearchSteps);

    /// <summary>How the final network is trained.</summary>
    public LanguageModelTrainingOptions FinalTraining { get; } =
        options.FinalTraining ?? DefaultLanguageModelTraining.Create(data.Train.Length, data.Validation.Length, DefaultLanguageModelTraining.FinalSteps);

    /// <summary>Builds a network.</summary>
    public RecurrentNetwork Create(Architecture architecture, int seed, torch.Device device) =>
        new(options.Space.Decode(architecture), data.Vocabulary.Count, options.Network, seed, device);

    /// <summary>Builds and trains the network that will be served.</summary>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainedNetwork<RecurrentNetwork> Train(Architecture architecture, int seed, IProgress<LanguageModelProgress>? progress)
    {
        RecurrentNetwork network = Create(architecture, seed, DeviceSelection.Select(data.Host.Context, data.Host.Channel));
        try
        {
            LanguageModelResult result = new LanguageModelTrainer(FinalTraining, seed)
                .Train(network, data.Train, data.Validation, progress, options.CancellationToken);
            return new TrainedNetwork<RecurrentNetwork>(network, result.Best.ValidationPerplexity);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
