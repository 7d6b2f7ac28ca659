using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Tests.Tensors;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;
using TorchSharp;

namespace Microsoft.ML.NAO.Networks.Tests.WeightSharing;

[TestClass]
public sealed class SupernetTaskTests
{
    [TestMethod]
    [DataRow("images")]
    [DataRow("text")]
    public void TheSameEpochsGiveTheSameWeights(string kind)
    {
        using SupernetTask first = TestTasks.Create(kind);
        using SupernetTask second = TestTasks.Create(kind);
        Train(first, 2);
        Train(second, 2);

        CollectionAssert.AreEqual(Save(first), Save(second));
    }

    [TestMethod]
    [DataRow("images")]
    [DataRow("text")]
    public void GoesOnFromWhatItSaved(string kind)
    {
        using SupernetTask whole = TestTasks.Create(kind);
        Train(whole, 3);

        using SupernetTask ended = TestTasks.Create(kind);
        Train(ended, 1, schedule: 3);
        byte[] saved = Save(ended);
        using SupernetTask resumed = TestTasks.Create(kind);
        using (var reader = new ContentReader(new MemoryStream(saved), "The file"))
        {
            resumed.Load(reader);
        }

        Train(resumed, 3, from: 1);
        CollectionAssert.AreEqual(Save(whole), Save(resumed));
    }

    [TestMethod]
    [DataRow(PathStatistics.Batch, 0.5)]
    [DataRow(PathStatistics.Running, 0.43)]
    public void SharedWeightsLearnToTellImagesApart(PathStatistics statistics, double least)
    {
        var options = new PathScoringOptions { Statistics = statistics };
        using ImageSupernetTask task = TestTasks.CreateImages();
        Architecture[] pool = CreatePool(task, 10);
        double before = Score(task, pool, options).Average();
        Train(task, 40);

        double after = Score(task, pool, options).Average();

        Assert.IsLessThan(least, before);
        Assert.IsGreaterThan(least, after, $"{before} became {after}");
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow(2)]
    public void AnImageOfWeightZeroIsAnImageLess(int? batches)
    {
        ImageDataset train = TestNetworks.Bars(60, seed: 1);
        ImageDataset validation = TestNetworks.Bars(50, seed: 2);
        using ImageSupernetTask expected = Create(train.Take(40), validation.Take(31));
        using ImageSupernetTask actual = Create(Weigh(train, 40), Weigh(validation, 31));
        Train(expected, 2);
        Train(actual, 2);
        var options = new PathScoringOptions { Batches = batches, BatchSize = 10 };

        Architecture[] pool = CreatePool(actual, 6);

        CollectionAssert.AreEqual(Score(expected, pool, options), Score(actual, pool, options));

        static ImageSupernetTask Create(ImageDataset train, ImageDataset validation) =>
            new(TestNetworks.Space, train, validation, TestTasks.ImageOptions(), seed: 1);

        static ImageDataset Weigh(ImageDataset images, int counted) => new(
            images.Shape, images.Pixels.ToArray(), images.Targets, [.. Enumerable.Range(0, images.Count).Select(i => i < counted ? 1f : 0)]);
    }

    [TestMethod]
    public void PathsAreScoredByWeights()
    {
        ImageDataset images = TestNetworks.Bars(30, seed: 2);
        var doubled = new ImageDataset(images.Shape, images.Pixels.ToArray(), images.Targets, [.. Enumerable.Range(0, 30).Select(i => i < 10 ? 2f : 1)]);
        int[] twice = [.. Enumerable.Range(0, 30), .. Enumerable.Range(0, 10)];
        using ImageSupernetTask expected = Create(images.Subset(twice));
        using ImageSupernetTask actual = Create(doubled);
        Train(expected, 2);
        Train(actual, 2);

        // Statistics that the weighted images have no part in, for they are of each image once.
        var options = new PathScoringOptions { Statistics = PathStatistics.Recomputed, RecomputedBatches = 1 };
        Architecture[] pool = CreatePool(actual, 6);
        double[] scores = Score(actual, pool, options);

        foreach (var (first, second) in Score(expected, pool, options).Zip(scores))
        {
            Assert.AreEqual(first, second, 1e-6);
        }

        Assert.IsGreaterThan(1, scores.Distinct().Count());

        static ImageSupernetTask Create(ImageDataset validation) =>
            new(TestNetworks.Space, TestNetworks.Bars(40, seed: 1), validation, TestTasks.ImageOptions(), seed: 1);
    }

    [TestMethod]
    public void SharedWeightsLearnToForetellWords()
    {
        using LanguageModelSupernetTask task = TestTasks.CreateText();
        Architecture[] pool = CreatePool(task, 10);
        double before = Score(task, pool, new PathScoringOptions()).Average();
        Train(task, 30);

        double after = Score(task, pool, new PathScoringOptions()).Average();

        Assert.IsLessThan(before - 0.3, after, $"{before} became {after}");
    }

    [TestMethod]
    public void WithRunningStatisticsTheScoreIsTheStandAloneNetworksAccuracy()
    {
        using ImageSupernetTask task = TestTasks.CreateImages();
        Train(task, 3);
        Architecture[] pool = CreatePool(task, 10);
        double[] scores = Score(task, pool, new PathScoringOptions { Statistics = PathStatistics.Running, BatchSize = 17 });
        for (int i = 0; i < pool.Length; i++)
        {
            using ConvolutionalNetwork network = task.Supernet.Extract(pool[i]);
            Assert.AreEqual(NetworkScorer.Evaluate(network, TestNetworks.Bars(50, seed: 2)).Metric, scores[i]);
        }
    }

    [TestMethod]
    public void TheScoreOfAWholeTextIsTheStandAloneNetworks()
    {
        using LanguageModelSupernetTask task = TestTasks.CreateText();
        Train(task, 3);
        Architecture[] pool = CreatePool(task, 5);
        double[] scores = Score(task, pool, new PathScoringOptions());
        int[] text = CreateValidation();
        for (int i = 0; i < pool.Length; i++)
        {
            using RecurrentNetwork network = task.Supernet.Extract(pool[i]);
            network.eval();
            Assert.AreEqual(Math.Log(LanguageModelScorer.GetPerplexity(network, text, batchSize: 2)), scores[i], 1e-6);
        }
    }

    [TestMethod]
    [DataRow(PathStatistics.Batch)]
    [DataRow(PathStatistics.Recomputed)]
    [DataRow(PathStatistics.Running)]
    public void ScoringChangesNothingAndKeepsNothing(PathStatistics statistics)
    {
        using ImageSupernetTask task = TestTasks.CreateImages();
        Train(task, 2);
        var options = new PathScoringOptions { Statistics = statistics, BatchSize = 20 };
        Architecture[] pool = CreatePool(task, 300);
        double[] first = Score(task, pool, options);
        byte[] before = Save(task);
        long tensors = LiveTensors.Count();

        double[] second = Score(task, pool, options);

        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreEqual(before, Save(task));
        Assert.AreEqual(tensors, torch.Tensor.TotalCount);
        Assert.IsTrue(task.Supernet.training);
    }

    [TestMethod]
    public void StatisticsOfTheScoredArchitectureDifferFromTheSharedOnes()
    {
        using ImageSupernetTask task = TestTasks.CreateImages();
        Train(task, 3);
        Architecture[] pool = CreatePool(task, 30);
        double[] running = Score(task, pool, new PathScoringOptions { Statistics = PathStatistics.Running });
        double[] batch = Score(task, pool, new PathScoringOptions { Statistics = PathStatistics.Batch });
        double[] recomputed = Score(task, pool, new PathScoringOptions { Statistics = PathStatistics.Recomputed, BatchSize = 30 });

        Assert.IsFalse(running.SequenceEqual(batch));
        Assert.IsFalse(running.SequenceEqual(recomputed));
        Assert.IsGreaterThan(running.Average(), recomputed.Average());
    }

    [TestMethod]
    public void ArchitecturesSeeTheSameBatchOrBatchesOfTheirOwn()
    {
        using ImageSupernetTask task = TestTasks.CreateImages();
        Train(task, 5);
        Architecture one = CreatePool(task, 1)[0];
        Architecture[] pool = [.. Enumerable.Repeat(one, 10)];
        var options = new PathScoringOptions { Batches = 1, BatchSize = 5, Statistics = PathStatistics.Running };
        double[] same = Score(task, pool, options);
        options.SameBatches = false;
        double[] own = Score(task, pool, options);
        options.Batches = null;
        double whole = Score(task, [one], options)[0];

        Assert.AreEqual(1, same.Distinct().Count());
        Assert.IsGreaterThan(1, own.Distinct().Count());
        Assert.AreEqual(whole, own.Average(), 1e-12, "Ten batches of five are the whole split.");
    }

    [TestMethod]
    public void CellsAreScoredInTheSameWindowOrInWindowsOfTheirOwn()
    {
        using LanguageModelSupernetTask task = TestTasks.CreateText();
        Architecture[] pool = [.. Enumerable.Repeat(CreatePool(task, 1)[0], 10)];
        double[] same = Score(task, pool, new PathScoringOptions { Batches = 2 });
        double[] own = Score(task, pool, new PathScoringOptions { Batches = 2, SameBatches = false });

        Assert.AreEqual(1, same.Distinct().Count());
        Assert.IsGreaterThan(5, own.Distinct().Count());
    }

    [TestMethod]
    [DataRow("images")]
    [DataRow("text")]
    public void TrainingLeavesNoTensors(string kind)
    {
        using SupernetTask task = TestTasks.Create(kind);
        Train(task, 1);
        Save(task);
        long before = LiveTensors.Count();
        Train(task, 3, from: 1);
        Save(task);

        // The memory of the last recurrent cell is divided by its groups, of which another cell has more or fewer.
        Assert.AreEqual(before, torch.Tensor.TotalCount, kind == "text" ? 3 : 0);
    }

    [TestMethod]
    public void RefusesImagesOfTwoShapes() => Assert.ThrowsExactly<ArgumentException>(() => new ImageSupernetTask(
        TestNetworks.Space, TestNetworks.Bars(10), TestNetworks.Bars(10, shape: new(1, 9, 9)), TestTasks.ImageOptions(), seed: 1));

    private static double[] Score(SupernetTask task, Architecture[] pool, PathScoringOptions options) => task.Score(pool, options, seed: 4, null, default);

    private static void Train(SupernetTask task, int epochs, int from = 0, int? schedule = null)
    {
        for (int epoch = from; epoch < epochs; epoch++)
        {
            int step = 1000 * epoch;
            var sampler = new PathSampler(task.Space, PathSampling.Fair, 5, [], task.CountParameters);
            task.TrainEpoch(new SupernetEpoch(epoch + 1, epoch, schedule ?? epochs, 100 + epoch), () => sampler.Draw(step++), null, default);
        }
    }

    private static byte[] Save(SupernetTask task)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        task.Save(writer);
        return memory.ToArray();
    }

    private static Architecture[] CreatePool(SupernetTask task, int count)
    {
        var random = new Random(8);
        return [.. Enumerable.Range(0, count).Select(_ => task.Space.Canonicalize(task.Space.Sample(random)))];
    }

    private static int[] CreateValidation() => TestTasks.CreateText(100, 2);
}
