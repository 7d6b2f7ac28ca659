using System.Globalization;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Benchmarks.Training;

/// <summary>The networks that the authors search with: the published cells at their size, and a small one.</summary>
internal static class TrainingCases
{
    private const int Batch = 64;
    private const int Classes = 10;
    private const int Words = 10_000;
    private const int Steps = 35;
    private const int Hidden = 300;

    public static TrainingCase[] All { get; } = [CreateConvolutional("n3f20", 3, 20), CreateConvolutional("n1f8", 1, 8), CreateRecurrent("recurrent")];

    /// <summary>How many images or words a step takes.</summary>
    public static int GetItems(TrainingCase network) => network.Name == "recurrent" ? Batch * Steps : Batch;

    private static TrainingCase CreateConvolutional(string name, int cells, int filters) => new(
        name,
        "images",
        (timer, steps) => TrainConvolutional(cells, filters, timer, steps),
        [
            ("PyTorch", ["convolution", $"{cells}", $"{filters}", "contiguous"]),
            ("PyTorch, channels last", ["convolution", $"{cells}", $"{filters}", "channels-last"]),
        ]);

    private static TrainingCase CreateRecurrent(string name) => new(name, "words", TrainRecurrent, [("PyTorch", ["recurrent", $"{Hidden}"])]);

    private static long TrainConvolutional(int cells, int filters, TrainingTimer timer, int steps)
    {
        var random = new Random(1);
        var shape = new ImageShape(3, 32, 32);
        var data = new ImageDataset(
            shape,
            [.. Enumerable.Range(0, Batch * shape.Size).Select(_ => random.NextSingle())],
            [.. Enumerable.Range(0, Batch).Select(i => i % Classes)],
            [.. Enumerable.Range(0, Classes).Select(c => c.ToString(CultureInfo.InvariantCulture))]);
        using var network = new ConvolutionalNetwork(
            new ConvolutionalCellSpace().Decode(PublishedArchitectures.NaoWeightSharing),
            shape,
            Classes,
            new ConvolutionalNetworkOptions { CellsPerStage = cells, InitialChannels = filters },
            seed: 1);
        var options = new TrainingOptions { Epochs = TrainingTimer.WarmUp + steps, BatchSize = Batch };
        new NetworkTrainer(options, seed: 1).Train(network, data, progress: timer.Listen<TrainingProgress>());
        return network.Statistics.Parameters;
    }

    private static long TrainRecurrent(TrainingTimer timer, int steps)
    {
        var random = new Random(1);
        int[] text = [.. Enumerable.Range(0, Batch * ((Steps * (TrainingTimer.WarmUp + steps)) + 1)).Select(_ => random.Next(Words))];
        using var network = new RecurrentNetwork(
            new RecurrentCellSpace().Decode(PublishedArchitectures.NaoRecurrentWeightSharing), Words, new RecurrentNetworkOptions { HiddenSize = Hidden }, seed: 1);
        var options = new LanguageModelTrainingOptions { Epochs = 1, BatchSize = Batch, LengthDeviation = 0, HalfLengthProbability = 0, LearningRate = 1 };
        new LanguageModelTrainer(options, seed: 1).Train(network, text, text.AsMemory(0, 1000), timer.Listen<LanguageModelProgress>());
        return network.ParameterCount;
    }
}
