using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Trains the network that will be served, on all training rows.</summary>
internal static class FinalTrainer
{
    /// <summary>Builds and trains the network of an architecture.</summary>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static TrainedNetwork<PredictionNetwork> Train(
        PredictionData data,
        NetworkFamily family,
        Architecture architecture,
        int seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var device = DeviceSelection.Select(data.Host.Context, data.Host.Channel);
        PredictionNetwork network = family.CreateFinalNetwork(architecture, seed, device);
        try
        {
            TrainingResult result = new NetworkTrainer(family.FinalTraining, seed).Train(network, data.Train, data.Validation, progress, cancellationToken);
            return new TrainedNetwork<PredictionNetwork>(network, result.Validation?.Metric ?? double.NaN);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
