using Microsoft.ML.NAO.LanguageModels;

namespace Microsoft.ML.NAO.Networks.Tests.LanguageModels;

/// <summary>Texts in which each word has a usual successor, so that there is something to learn, and short trainings on them.</summary>
internal static class TestTexts
{
    public const int Vocabulary = 12;

    public static ReadOnlyMemory<int> Create(int length, int seed)
    {
        var random = new Random(seed);
        var words = new int[length];
        for (int i = 1; i < length; i++)
        {
            words[i] = random.Next(10) < 8 ? ((words[i - 1] * 5) + 1) % Vocabulary : random.Next(Vocabulary);
        }

        return words;
    }

    public static LanguageModelTrainingOptions Options(int epochs = 3) => new()
    {
        Epochs = epochs,
        BatchSize = 4,
        ValidationBatchSize = 3,
        SequenceLength = 10,
        LearningRate = 2,
        AveragingPatience = 1,
    };

    public static RecurrentNetwork CreateNetwork(int seed = 1) => TestLanguageModels.Create(
        "published",
        Vocabulary,
        new RecurrentNetworkOptions { HiddenSize = 8, WordDropout = 0.1, CellInputDropout = 0.1, OutputDropout = 0.1, HiddenDropout = 0.1, InputDropout = 0.1 },
        seed);
}
