using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Trains the network that will be served, on all training rows.</summary>
internal static class FinalTrainer
{
    /// <summary>Builds and trains the network of an architecture.</summary>
    /// <param name="data">The data.</param>
    /// <param name="family">What builds the network.</param>
    /// <param name="architecture">The architecture.</param>
    /// <param name="training">How it is trained, but for what the family changes for the architecture.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InsufficientMemoryException">The memory does not suffice: on a CPU by an estimate before it, or in it.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static TrainedNetwork<PredictionNetwork> Train(
        PredictionData data,
        NetworkFamily family,
        Architecture architecture,
        TrainingOptions training,
        int seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        torch.Device device = data.Host.Device;
        RequireMemory(data, family, architecture, device);
        TrainingOptions own = training.WithLearningRateFactor(family.GetLearningRateFactor(architecture, training));
        return FinalMemory.Train(
            () => family.CreateFinalNetwork(architecture, seed, device),
            network => new NetworkTrainer(own, seed).Train(network, data.Train, data.Validation, progress, cancellationToken).Validation?.Metric ?? double.NaN);
    }

    /// <summary>Throws where the final training on a CPU would take more memory than there is, by an estimate from the network's layers.</summary>
    /// <exception cref="InsufficientMemoryException">It would.</exception>
    public static void RequireMemory(PredictionData data, NetworkFamily family, Architecture architecture, torch.Device device)
    {
        // It is counted on the CPU, which a GPU's training does not need.
        if (device.type == DeviceType.CPU)
        {
            FinalMemory.Require(device, family.GetFinalStatistics(architecture), Math.Min(family.FinalTraining.BatchSize, data.Train.Count));
        }
    }
}
