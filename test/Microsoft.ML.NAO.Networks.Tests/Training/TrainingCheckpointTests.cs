using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Tests.Datasets;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.Training;

[TestClass]
public sealed class TrainingCheckpointTests
{
    private static readonly ImageDataset Images = TestNetworks.Bars(40);

    [TestMethod]
    [DataRow(1, 4)]
    [DataRow(2, 3)]
    public void ATrainingThatWasEndedComesToTheSameWeights(int checkpointEpochs, int resumedEpoch)
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = Options(folder);
        options.CheckpointEpochs = checkpointEpochs;
        using var whole = Create();
        var expected = new NetworkTrainer(Plain(options), seed: 1).Train(whole, Images, Images);

        using (var ended = Create())
        {
            using var source = new CancellationTokenSource();
            var killer = new Observer(progress =>
            {
                if (progress is { Epoch: 4, Batch: 1 })
                {
                    source.Cancel();
                }
            });
            Assert.ThrowsExactly<OperationCanceledException>(
                () => new NetworkTrainer(options, seed: 1).Train(ended, Images, null, killer, source.Token));
        }

        using var resumed = Create(seed: 1);
        var epochs = new HashSet<int>();
        var actual = new NetworkTrainer(options, seed: 1).Train(resumed, Images, Images, new Observer(p => epochs.Add(p.Epoch)));

        CollectionAssert.AreEqual(Read(whole), Read(resumed));
        Assert.AreEqual(expected.Validation, actual.Validation);
        CollectionAssert.AreEqual(expected.History.ToArray(), actual.History.ToArray());
        Assert.AreEqual(resumedEpoch, epochs.Min());
    }

    [TestMethod]
    public void TheBestWeightsSurviveAnInterruption()
    {
        using var folder = new TemporaryFolder();
        ImageDataset validation = TestNetworks.Bars(30, seed: 5);
        TrainingOptions options = Options(folder);
        (options.Epochs, options.LearningRate, options.MinimumLearningRate, options.ValidationEpochs) = (8, 3, 3, 1);
        using var whole = Create();
        TrainingResult expected = new NetworkTrainer(Plain(options), seed: 1).Train(whole, Images, validation);

        using (var ended = Create())
        {
            using var source = new CancellationTokenSource();
            var killer = new Observer(progress =>
            {
                if (progress.Epoch == 8)
                {
                    source.Cancel();
                }
            });
            Assert.ThrowsExactly<OperationCanceledException>(
                () => new NetworkTrainer(options, seed: 1).Train(ended, Images, validation, killer, source.Token));
        }

        using var resumed = Create();
        TrainingResult actual = new NetworkTrainer(options, seed: 1).Train(resumed, Images, validation);
        using var again = Create();
        TrainingResult repeated = new NetworkTrainer(options, seed: 1).Train(again, Images, validation);

        Assert.IsLessThan(8, expected.KeptEpoch, "The test needs a training that gets worse.");
        Assert.AreEqual(expected.KeptEpoch, actual.KeptEpoch);
        Assert.AreEqual(expected.KeptEpoch, repeated.KeptEpoch);
        CollectionAssert.AreEqual(Read(whole), Read(resumed));
        CollectionAssert.AreEqual(Read(whole), Read(again));
        Assert.ThrowsExactly<InvalidDataException>(
            () => new NetworkTrainer(options, seed: 1).Train(again, Images, TestNetworks.Bars(30, seed: 6)), "Another set would choose others.");
    }

    [TestMethod]
    public void ATrainingThatIsDoneIsNotRepeated()
    {
        using var folder = new TemporaryFolder();
        using var first = Create();
        using var second = Create();
        var done = new NetworkTrainer(Options(folder), seed: 1).Train(first, Images);
        var never = new Observer(_ => Assert.Fail("It trains again."));

        var again = new NetworkTrainer(Options(folder), seed: 1).Train(second, Images, progress: never);

        CollectionAssert.AreEqual(Read(first), Read(second));
        Assert.HasCount(done.History.Count, again.History);
        Assert.HasCount(1, Directory.GetFiles(folder.FullName));
    }

    [TestMethod]
    public void RefusesTheCheckpointOfAnotherTraining()
    {
        using var folder = new TemporaryFolder();
        using var network = Create();
        TrainingOptions options = Options(folder);
        options.Epochs = 1;
        new NetworkTrainer(options, seed: 1).Train(network, Images);

        var error = Assert.ThrowsExactly<InvalidDataException>(() => new NetworkTrainer(options, seed: 2).Train(network, Images));
        Assert.ThrowsExactly<InvalidDataException>(() => new NetworkTrainer(options, seed: 1).Train(network, TestNetworks.Bars(40, seed: 9)));
        options.LearningRate = 0.01;
        Assert.ThrowsExactly<InvalidDataException>(() => new NetworkTrainer(options, seed: 1).Train(network, Images));

        StringAssert.Contains(error.Message, options.CheckpointFile!);
        StringAssert.Contains(error.Message, "another training");
    }

    [TestMethod]
    public void RefusesADamagedCheckpoint()
    {
        using var folder = new TemporaryFolder();
        using var network = Create();
        TrainingOptions options = Options(folder);
        File.WriteAllText(options.CheckpointFile!, "a note");

        var error = Assert.ThrowsExactly<InvalidDataException>(() => new NetworkTrainer(options, seed: 1).Train(network, Images));

        StringAssert.Contains(error.Message, "no file of a training");
    }

    private static TrainingOptions Options(TemporaryFolder folder) => new()
    {
        Epochs = 4, BatchSize = 20, CropPadding = 1, CutoutLength = 2, CheckpointFile = Path.Combine(folder.FullName, "training.nao"),
    };

    private static TrainingOptions Plain(TrainingOptions options)
    {
        TrainingOptions plain = options.Clone();
        plain.CheckpointFile = null;
        return plain;
    }

    private static ConvolutionalNetwork Create(int seed = 1) => TestNetworks.Create(seed: seed, options: new ConvolutionalNetworkOptions
    {
        InitialChannels = 4, DropPathKeepProbability = 0.8, DropoutKeepProbability = 0.8,
    });

    private static float[] Read(ConvolutionalNetwork network)
    {
        using var scope = torch.NewDisposeScope();
        return [.. network.parameters().SelectMany(parameter => parameter.detach().contiguous().data<float>().ToArray())];
    }

    private sealed class Observer(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action(value);
    }
}
