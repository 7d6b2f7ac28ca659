using Microsoft.ML.NAO.LanguageModels;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The trainings of language models, unless told otherwise: as long as the number of words asks for.</summary>
/// <remarks>
/// A thousand lines of Penn Treebank, 600 steps, a random cell of four nodes: a validation perplexity of 82 at a learning rate of 10, 80 at 20 with
/// fewer steps, 101 at 5; words by their frequency alone have 128. On two hundred lines 10 was better than 20.
/// </remarks>
internal static class DefaultLanguageModelTraining
{
    /// <summary>About how many steps a trial takes.</summary>
    public const int SearchSteps = 500;

    /// <summary>About how many steps the final training takes.</summary>
    public const int FinalSteps = 1500;

    private const int LargestBatch = 32;
    private const int SequencesOfAnEpoch = 40;
    private const int LeastEpochs = 3;
    private const int MostEpochs = 100;
    private const int LargestValidationBatch = 10;
    private const int ValidationStepsAtLeast = 100;

    /// <summary>The training for a number of words.</summary>
    /// <param name="words">The number of words to train on.</param>
    /// <param name="validationWords">The number of words to validate with.</param>
    /// <param name="steps">About how many steps are taken.</param>
    public static LanguageModelTrainingOptions Create(int words, int validationWords, int steps)
    {
        var training = new LanguageModelTrainingOptions { LearningRate = 10, AveragingPatience = 1 };
        training.BatchSize = Math.Clamp(words / (training.SequenceLength * SequencesOfAnEpoch), 1, LargestBatch);
        training.ValidationBatchSize = Math.Clamp(validationWords / ValidationStepsAtLeast, 1, LargestValidationBatch);
        int sequences = Math.Max(1, words / (training.BatchSize * training.SequenceLength));
        training.Epochs = Math.Clamp(steps / sequences, LeastEpochs, MostEpochs);
        return training;
    }
}
