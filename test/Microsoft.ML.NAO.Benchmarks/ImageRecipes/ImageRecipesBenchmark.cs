using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Benchmarks.ImageRecipes;

/// <summary>
/// A short training on 12,000 of CIFAR-10's images: what the published cell, a random cell and a residual network of about as many parameters
/// come to on 2,000 test images, which nothing is chosen by.
/// </summary>
internal sealed class ImageRecipesBenchmark : IBenchmark
{
    public string Name => "image-recipes";

    public string Description =>
        "CIFAR-10, 12,000 images: the published cell, a random one and a residual network [--epochs E] [--seeds S] [--first-seed F] [--networks a,b] [--cells N] [--channels F] [--images I]";

    public void Run(IReadOnlyList<string> arguments)
    {
        var options = new OptionReader(arguments, "epochs", "seeds", "first-seed", "networks", "cells", "channels", "images");
        int epochs = options.Integer("epochs", 20);
        int cells = options.Integer("cells", 1);
        int channels = options.Integer("channels", 16);
        int seeds = options.Integer("seeds", 1);
        int first = options.Integer("first-seed", 1);
        string[] names = options.Names("networks", RecipeNetworks.All);
        ImageDataset train = CifarFile.Load(Repository.FindData("cifar10_train_12000.bin.gz")).Take(options.Integer("images", 12_000));
        ImageDataset test = CifarFile.Load(Repository.FindData("cifar10_test_2000.bin.gz"));
        var results = new ResultFile<RecipeResult>(Repository.CreateOutputFolder(Name));
        Console.WriteLine($"{train.Count:N0} images to train on, {test.Count:N0} to test; {epochs} epochs; results are kept in {results.FullName}");

        var outcomes = results.GetOrMeasureAll(names, Enumerable.Range(first, seeds), GetKey, Train);
        Console.WriteLine(JsonSerializer.Serialize(names.ToDictionary(name => name, name => Summarize(
            [.. outcomes.Where(outcome => outcome.Name == name).Select(outcome => outcome.Result)]))));

        string GetKey(string name, int seed) => $"{name} seed {seed}, {epochs} epochs, N={cells}, F={channels}, {train.Count} images";

        RecipeResult Train(string name, int seed, int later)
        {
            string key = GetKey(name, seed);
            var (pair, network) = RecipeNetworks.Create(name, seed, train.Shape, cells, channels);
            return TrainOne(
                key, new ConvolutionalNetwork(pair, train.Shape, train.ClassNames.Count, network, seed), seed, epochs, train, test, results.GetCheckpointFile(key), later);
        }
    }

    private static RecipeResult TrainOne(
        string key, ConvolutionalNetwork network, int seed, int epochs, ImageDataset train, ImageDataset test, string checkpoint, int later)
    {
        using (network)
        {
            var training = new TrainingOptions { Epochs = epochs, CropPadding = 4, HorizontalFlip = true, CheckpointFile = checkpoint };
            var watch = Stopwatch.StartNew();
            TrainingResult result = new NetworkTrainer(training, seed).Train(network, train, progress: new RecipeProgress(key, later));
            double accuracy = NetworkScorer.Evaluate(network, test).Metric;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{key}: {network.Statistics.Parameters:N0} parameters, F={network.Options.InitialChannels}; test accuracy {accuracy:P2} after {watch.Elapsed.TotalMinutes:F1} min"));
            File.Delete(checkpoint);
            return new RecipeResult(network.Statistics.Parameters, accuracy, result.History[^1].Accuracy, watch.Elapsed.TotalMinutes);
        }
    }

    private static object Summarize(RecipeResult[] results)
    {
        var (mean, deviation) = Statistics.MeanAndDeviation([.. results.Select(result => result.TestAccuracy)]);
        return new
        {
            seeds = results.Length,
            parameters = results.Average(result => result.Parameters),
            testAccuracy = Math.Round(mean, 4),
            deviation = Math.Round(deviation, 4),
            minutes = Math.Round(results.Average(result => result.Minutes), 1),
        };
    }
}
