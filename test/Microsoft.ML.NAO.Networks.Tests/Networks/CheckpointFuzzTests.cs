using System.Security.Cryptography;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Networks.Tests.LanguageModels;
using Microsoft.ML.NAO.Networks.Tests.WeightSharing;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Tests.Datasets;
using Microsoft.ML.NAO.Tests.Fuzzing;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Networks.Tests.Networks;

[TestClass]
public sealed class CheckpointFuzzTests : IDisposable
{
    private const int Inputs = 35_000;
    private const int Magic = 8;
    private const long MostBytes = 2_000_000;

    private static readonly string[] Words =
    [
        "null", "{", "}", "[", "]", ",", "-1", "0", "2147483648", "1e999", "\"NaN\"", "\"Epoch\":1,", "\"Epoch\":7,", "\"Validation\":null,", "\"$type\":\"System.Object\",",
        "{\"Epoch\":3,\"Loss\":1,\"Accuracy\":1,\"LearningRate\":1},", "\"Round\":2,", "\"Pool\":[null],", "\"Pool\":[[1,2,3]],", "\"Scores\":[],", "\"Steps\":2147483647,", "[[[[[[[[[",
    ];

    private readonly TemporaryFolder _folder = new(inMemory: true);

    private string Checkpoint => Path.Combine(_folder.FullName, "checkpoint.nao");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_training_goes_on_from_a_checkpoint_or_refuses_it()
    {
        VectorDataset train = TestVectors.Create(20, hasValues: false);
        using LinearNetwork network = TestVectors.CreateNetwork(hasValues: false);
        var options = new TrainingOptions { Epochs = 3, BatchSize = 10, ValidationEpochs = 1, Optimizer = TrainingOptimizer.AdamW, CheckpointFile = Checkpoint };
        new NetworkTrainer(options, seed: 1).Train(network, train, train);
        var checkpoint = new TrainingCheckpoint(Checkpoint, options, 1, network, train, train);

        Fuzz(() =>
        {
            TrainingState state = checkpoint.Load(network)!;
            Assert.IsTrue(state.History.All(epoch => epoch.Epoch is >= 1 and <= 3));
            Assert.AreEqual(state.History.Any(epoch => epoch.Validation is not null), state.BestWeights is not null);
        });
    }

    [TestMethod]
    public void A_language_models_training_goes_on_from_a_checkpoint_or_refuses_it()
    {
        ReadOnlyMemory<int> text = TestTexts.Create(100, 1);
        using RecurrentNetwork network = new(new RecurrentCell(new RecurrentNode(0, "relu")), TestTexts.Vocabulary, new RecurrentNetworkOptions { HiddenSize = 2 }, seed: 1);
        LanguageModelTrainingOptions options = TestTexts.Options(2);
        options.CheckpointFile = Checkpoint;
        new LanguageModelTrainer(options, seed: 1).Train(network, text, text);
        var checkpoint = new LanguageModelCheckpoint(Checkpoint, options, 1, network, text.Span, text.Span);

        Fuzz(() =>
        {
            LanguageModelState state = checkpoint.Load()!;
            Assert.HasCount(network.Weights.Sum(weight => (int)weight.NumberOfElements), state.Weights);
            Assert.IsTrue(state.Position >= 0 && state.Position <= text.Length);
        });
    }

    [TestMethod]
    public void A_search_with_weight_sharing_goes_on_from_a_checkpoint_or_refuses_it()
    {
        LanguageModelSupernetTaskOptions taskOptions = TestTasks.TextOptions();
        taskOptions.Supernet.HiddenSize = 2;
        using var task = new LanguageModelSupernetTask(
            new RecurrentCellSpace(3), TestTasks.Words, TestTasks.CreateText(200, 1), TestTasks.CreateText(60, 2), taskOptions, seed: 1);
        WeightSharingOptions options = TestTasks.SearchOptions(Checkpoint);
        options.Controller!.Model = new FeedForwardModelOptions { Members = 1, HiddenSize = 2, EmbeddingSize = 2 };
        new WeightSharingSearch(task, options).Run();

        FuzzSearch(task, options, Inputs);
    }

    [TestMethod]
    public void A_search_for_images_goes_on_from_a_checkpoint_or_refuses_it()
    {
        ImageSupernetTaskOptions taskOptions = TestTasks.ImageOptions();
        taskOptions.Supernet = new ConvolutionalSupernetOptions { Network = new ConvolutionalNetworkOptions { InitialChannels = 2, Reductions = 0, StemMultiplier = 1 } };
        using ImageSupernetTask task = TestTasks.CreateImages(images: 30, options: taskOptions);
        WeightSharingOptions options = TestTasks.SearchOptions(Checkpoint);
        (options.Rounds, options.EpochsPerRound, options.Retrained, options.GeneratedPerRound) = (1, 1, 0, 0);
        new WeightSharingSearch(task, options).Run();

        FuzzSearch(task, options, Inputs / 20);
    }

    private void FuzzSearch(SupernetTask task, WeightSharingOptions options, int inputs)
    {
        var checkpoint = new WeightSharingCheckpoint(Checkpoint, options, task);
        Fuzz(
            () =>
            {
                WeightSharingState state = checkpoint.Load(task)!;
                foreach (Architecture architecture in state.Pool.Concat(state.New))
                {
                    task.Space.Validate(architecture);
                }

                Assert.AreEqual(state.Round, state.Rounds.Count);
            },
            inputs);
    }

    /// <summary>Changes what follows the description, without which a file is another training's, and makes the checksum right.</summary>
    private void Fuzz(Action read, int inputs = Inputs)
    {
        byte[] file = File.ReadAllBytes(Checkpoint)[..^SHA256.HashSizeInBytes];
        using var reader = new BinaryReader(new MemoryStream(file) { Position = Magic });
        reader.ReadString();
        int described = (int)reader.BaseStream.Position;
        var mutator = new Mutator(1, Words);
        read();
        Fuzzer.Run(
            inputs,
            MostBytes + (20 * file.Length),
            () =>
            {
                int kind = mutator.Random.Next(20);
                byte[] content = kind == 0 ? mutator.Mutate(file) : [.. file.AsSpan(0, described), .. mutator.Mutate(file[described..])];
                return kind == 1 ? content : [.. content, .. SHA256.HashData(content)];
            },
            content =>
            {
                File.WriteAllBytes(Checkpoint, content);
                read();
            },
            error => error is InvalidDataException && error.Message.Contains(Checkpoint, StringComparison.Ordinal));

        CollectionAssert.AreEqual(new[] { Checkpoint }, Directory.GetFileSystemEntries(_folder.FullName));
    }
}
