using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>What a network costs, counted from its structure, under the names of <see cref="NetworkMeasurer"/>.</summary>
internal static class NetworkCosts
{
    /// <summary>Counts the costs of a network that predicts: the multiplications with addition are those of a sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batchSize">The number of samples in each step of the training.</param>
    public static Dictionary<string, double> Count(PredictionNetwork network, int batchSize) => Create(
        network.Statistics.Parameters, network.Statistics.MultiplyAdds, network.Statistics.EstimateTrainingMemory(batchSize));

    /// <summary>
    /// Counts the costs of a language model: the multiplications with addition are those of reading a word and of foretelling the next one, of
    /// which the decoder has one for each hidden unit and word of the vocabulary.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="words">The number of words of the training's text.</param>
    public static Dictionary<string, double> Count(RecurrentNetwork network, LanguageModelTrainingOptions training, int words)
    {
        long cell = network.Layer.Weights.Sum(weight => weight.NumberOfElements);
        long decoder = (long)network.VocabularySize * network.Options.HiddenSize;
        return Create(network.ParameterCount, cell + decoder, LanguageModelMemory.Estimate(network, training, words));
    }

    private static Dictionary<string, double> Create(long parameters, long multiplyAdds, long trainingMemory) => new()
    {
        [NetworkMeasurer.Parameters] = parameters,
        [NetworkMeasurer.MultiplyAdds] = multiplyAdds,
        [NetworkMeasurer.TrainingMemory] = trainingMemory,
    };
}
