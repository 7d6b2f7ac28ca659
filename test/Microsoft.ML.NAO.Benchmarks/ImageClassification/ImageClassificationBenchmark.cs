using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;

namespace Microsoft.ML.NAO.Benchmarks.ImageClassification;

/// <summary>
/// Fits the estimator with its default options, by NAO and by random search with the same budget, and a linear model, over several seeds.
/// </summary>
internal sealed class ImageClassificationBenchmark : IBenchmark
{
    private const int DefaultSeeds = 3;

    /// <inheritdoc/>
    public string Name => "image-classification";

    /// <inheritdoc/>
    public string Description => "Test accuracy of NAO, random search and a linear model with default options: optdigits|cifar10 [seeds] [trials]";

    /// <inheritdoc/>
    public void Run(IReadOnlyList<string> arguments)
    {
        string set = arguments.Count > 0 ? arguments[0] : "optdigits";
        int seeds = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : DefaultSeeds;
        int? trials = arguments.Count > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : null;
        var (train, test) = BenchmarkData.Load(set);
        Console.WriteLine($"{set}: {train.Count} training and {test.Count} test images of {train.Shape}");

        double[] linear = [.. Enumerable.Range(1, seeds).Select(seed => FitLinear(train, test, seed))];
        Print("linear", linear, []);

        // Side by side, one thread for each: neither waits for the other's, and both have the same machine.
        Parallel.ForEach(
            new StrategyOptions[] { new NaoOptions(), new RandomSearchOptions() },
            strategy => Search(strategy, train, test, seeds, trials));
    }

    private static void Search(StrategyOptions strategy, ImageDataset train, ImageDataset test, int seeds, int? trials)
    {
        var accuracies = new List<double>();
        var seconds = new List<double>();
        for (int seed = 1; seed <= seeds; seed++)
        {
            var watch = Stopwatch.StartNew();
            accuracies.Add(SearchOnce(strategy, train, test, seed, trials));
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        Print(strategy.Name, [.. accuracies], [.. seconds]);
    }

    private static double FitLinear(ImageDataset train, ImageDataset test, int seed)
    {
        var context = new MLContext(seed);
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.Transforms.NormalizeMinMax("Features"))
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
        return Evaluate(context, pipeline.Fit(BenchmarkData.ToDataView(context, train)), test);
    }

    private static double SearchOnce(StrategyOptions strategy, ImageDataset train, ImageDataset test, int seed, int? trials)
    {
        var context = new MLContext(seed);
        var options = new NeuralArchitectureOptions { Strategy = strategy };
        options.MaxTrials = trials ?? options.MaxTrials;
        (options.Images.SearchTraining.Threads, options.Images.FinalTraining.Threads) = (1, 1);
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label").Append(context.Auto().NeuralArchitecture(options));
        using var model = pipeline.Fit(BenchmarkData.ToDataView(context, train));
        NeuralArchitectureTransformer network = model.LastTransformer;
        double accuracy = Evaluate(context, model, test);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {strategy.Name} seed {seed}: test {accuracy:P2}, best validation {network.ValidationMetric:P2} in {network.Trials.Length} trials, {network.ParameterCount:N0} weights"));
        return accuracy;
    }

    private static double Evaluate(MLContext context, ITransformer model, ImageDataset test) =>
        context.MulticlassClassification.Evaluate(model.Transform(BenchmarkData.ToDataView(context, test))).MicroAccuracy;

    private static void Print(string name, double[] accuracies, double[] seconds)
    {
        var (mean, deviation) = Statistics.MeanAndDeviation(accuracies);
        string time = seconds.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $", {seconds.Average():f0} s a fit") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {mean:P2} ± {deviation:P2} over {accuracies.Length} seeds{time}"));
    }
}
