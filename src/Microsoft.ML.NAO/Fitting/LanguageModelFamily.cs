using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
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
    /// <exception cref="InsufficientMemoryException">The memory does not suffice: on a CPU by an estimate before it, or in it.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainedNetwork<RecurrentNetwork> Train(Architecture architecture, int seed, IProgress<LanguageModelProgress>? progress) =>
        FinalMemory.Train(
            () => Create(architecture, seed, data.Host.Device),
            network =>
            {
                RequireMemory(network);
                return new LanguageModelTrainer(FinalTraining, seed)
                    .Train(network, data.Train, data.Validation, progress, options.CancellationToken).Best.ValidationPerplexity;
            });

    /// <summary>Throws where the final training on a CPU would take more memory than there is, by an estimate.</summary>
    /// <exception cref="InsufficientMemoryException">It would.</exception>
    public void RequireMemory(RecurrentNetwork network) => FinalMemory.RequireForLanguageModel(
        network.Device, LanguageModelMemory.Estimate(network, FinalTraining, data.Train.Length), network.ParameterCount, FinalTraining.BatchSize);
}
