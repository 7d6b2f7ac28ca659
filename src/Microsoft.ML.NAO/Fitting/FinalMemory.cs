using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Networks;
using TorchSharp;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>Says before the final training, or in it, that the memory does not suffice, and what to lower.</summary>
internal static class FinalMemory
{
    private const string Remedy =
        "Lower the final training's batch size, or the final network's channels, cells or width.";

    private const string LanguageModelRemedy =
        "Lower the final training's batch size or sequence length, the network's hidden size, or the number of known words.";

    /// <summary>Throws where the training of a network that predicts would take more than there is on a CPU.</summary>
    /// <exception cref="InsufficientMemoryException">It would.</exception>
    public static void Require(torch.Device device, NetworkStatistics statistics, int batchSize) => Require(
        device, statistics.EstimateTrainingMemory(batchSize), statistics.Parameters, batchSize, Remedy);

    /// <summary>Throws where the training of a language model would take more than there is on a CPU.</summary>
    /// <param name="device">Where it runs.</param>
    /// <param name="needed">The bytes that it takes.</param>
    /// <param name="parameters">The number of trained values.</param>
    /// <param name="batchSize">The number of sequences side by side.</param>
    /// <exception cref="InsufficientMemoryException">It would.</exception>
    public static void RequireForLanguageModel(torch.Device device, long needed, long parameters, int batchSize) =>
        Require(device, needed, parameters, batchSize, LanguageModelRemedy);

    /// <summary>Builds and trains a network, and says what to lower where that runs out of memory.</summary>
    /// <typeparam name="TNetwork">The kind of network.</typeparam>
    /// <param name="create">Builds it.</param>
    /// <param name="train">Trains it, and returns its validation metric.</param>
    /// <exception cref="InsufficientMemoryException">It did.</exception>
    public static TrainedNetwork<TNetwork> Train<TNetwork>(Func<TNetwork> create, Func<TNetwork, double> train)
        where TNetwork : class, IDisposable
    {
        TNetwork? network = null;
        try
        {
            network = create();
            return new TrainedNetwork<TNetwork>(network, train(network));
        }
        catch (Exception error)
        {
            network?.Dispose();
            if (error is InsufficientMemoryException || !DeviceFailure.IsOutOfMemory(error))
            {
                throw;
            }

            throw new InsufficientMemoryException(
                $"The device's memory does not suffice to train the final network. {(typeof(TNetwork) == typeof(RecurrentNetwork) ? LanguageModelRemedy : Remedy)}", error);
        }
    }

    private static void Require(torch.Device device, long needed, long parameters, int batchSize, string remedy) => MemoryCheck.Require(
        device, needed, trainings: 1, $"To train the final network of {parameters} parameters in batches of {batchSize}", remedy);
}
