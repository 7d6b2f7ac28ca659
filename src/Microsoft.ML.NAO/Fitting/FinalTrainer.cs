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
    public static TrainedNetwork Train(
        ImageTask task,
        CellPair cells,
        ConvolutionalNetworkOptions networkOptions,
        TrainingOptions trainingOptions,
        int seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var device = DeviceSelection.Select(task.Host.Context, task.Host.Channel);
        var network = new ConvolutionalNetwork(
            cells, task.Images.Shape, task.Images.ClassNames.Count, networkOptions, seed, device);
        try
        {
            TrainingResult result = new ClassifierTrainer(trainingOptions, seed)
                .Train(network, task.Images, task.Validation, progress, cancellationToken);
            return new TrainedNetwork(network, result.Validation?.Accuracy ?? double.NaN);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
