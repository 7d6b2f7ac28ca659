using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Networks.Tests.WeightSharing;

/// <summary>Tasks so small that a search takes seconds.</summary>
internal static class TestTasks
{
    public const int Words = 9;

    public static ImageSupernetTask CreateImages(int seed = 1, int images = 60, ImageSupernetTaskOptions? options = null) => new(
        TestNetworks.Space, TestNetworks.Bars(images, seed: 1), TestNetworks.Bars(50, seed: 2), options ?? ImageOptions(), seed);

    public static ImageSupernetTaskOptions ImageOptions() => new()
    {
        Supernet = new ConvolutionalSupernetOptions
        {
            Network = new ConvolutionalNetworkOptions
            {
                InitialChannels = 4, AuxiliaryClassifier = true, DropPathKeepProbability = 0.9, DropoutKeepProbability = 0.9,
            },
        },
        Training = new TrainingOptions { BatchSize = 20, CropPadding = 1 },
        Retraining = new TrainingRecipe(
            new ConvolutionalNetworkOptions { InitialChannels = 2 }, new TrainingOptions { BatchSize = 30, Epochs = 2 }),
    };

    public static LanguageModelSupernetTask CreateText(int seed = 1) => new(
        new RecurrentCellSpace(3), Words, CreateText(400, 1), CreateText(100, 2), TextOptions(), seed);

    public static LanguageModelSupernetTaskOptions TextOptions() => new()
    {
        Supernet = new RecurrentNetworkOptions { HiddenSize = 6, CellInputDropout = 0.2, OutputDropout = 0.2 },
        Training = new LanguageModelTrainingOptions { BatchSize = 4, ValidationBatchSize = 2, SequenceLength = 10, LearningRate = 2 },
        Retraining = new LanguageModelRecipe(
            new RecurrentNetworkOptions { HiddenSize = 4 },
            new LanguageModelTrainingOptions { BatchSize = 4, ValidationBatchSize = 2, SequenceLength = 10, LearningRate = 2, Epochs = 2 }),
    };

    public static SupernetTask Create(string kind) => kind == "images" ? CreateImages() : CreateText();

    public static WeightSharingOptions SearchOptions(string? checkpointFile = null) => new()
    {
        PoolSize = 8,
        Rounds = 3,
        EpochsPerRound = 2,
        GeneratedPerRound = 3,
        RandomPerRound = 1,
        Retrained = 2,
        Controller = new NaoOptions { MaxEpochsOfFirstRound = 5, MaxEpochsPerRound = 5, CandidatesPerRound = 20 },
        CheckpointFile = checkpointFile,
    };

    /// <summary>A text in which each word tells much of the next.</summary>
    public static int[] CreateText(int length, int seed)
    {
        var random = new Random(seed);
        var words = new int[length];
        for (int i = 1; i < length; i++)
        {
            words[i] = random.Next(4) == 0 ? random.Next(Words) : (words[i - 1] + 1) % Words;
        }

        return words;
    }
}
