using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>A part of CIFAR-10, its images made smaller, with one normal cell a stage.</summary>
internal sealed class MeasuredImages : IMeasuredSpace
{
    private readonly WeightSharingArguments _arguments;
    private readonly ConvolutionalCellSpace _space = new();
    private readonly ImageDataset _train;
    private readonly ImageDataset _validation;
    private readonly ImageDataset _test;

    public MeasuredImages(WeightSharingArguments arguments)
    {
        _arguments = arguments;
        int side = arguments.Get("image-side");
        ImageDataset all = Shrink(CifarFile.Load(Repository.FindData("cifar10_train_12000.bin.gz")), side);
        int train = arguments.Get("train-images");
        _train = all.Take(train);
        _validation = all.Subset([.. Enumerable.Range(train, arguments.Get("validation-images"))]);
        _test = Shrink(CifarFile.Load(Repository.FindData("cifar10_test_2000.bin.gz")), side);
    }

    public string Name => "images";

    public ArchitectureSpace Space => _space;

    public int EpochsPerRound => _arguments.Get("image-epochs");

    public bool Maximize => true;

    public IReadOnlyList<SupernetCells> Cells { get; } = [SupernetCells.StandAlone, SupernetCells.Projected];

    public IReadOnlyList<(string Name, PathScoringOptions Options)> Scorings { get; } =
    [
        ("one batch of its own", new PathScoringOptions { Batches = 1, SameBatches = false, BatchSize = 250, Statistics = PathStatistics.Batch }),
        ("one batch", new PathScoringOptions { Batches = 1, BatchSize = 250, Statistics = PathStatistics.Batch }),
        ("whole split", new PathScoringOptions { Statistics = PathStatistics.Batch }),
        ("whole split, recomputed statistics", new PathScoringOptions { Statistics = PathStatistics.Recomputed }),
        ("whole split, running statistics", new PathScoringOptions { Statistics = PathStatistics.Running }),
    ];

    private TrainingRecipe Alone => new(
        new ConvolutionalNetworkOptions { InitialChannels = _arguments.Get("channels") },
        new TrainingOptions { Epochs = _arguments.Get("alone-image-epochs"), HorizontalFlip = true, CropPadding = 1 });

    // The learning rate of the authors' PyTorch code, and small batches: an epoch has so few steps here.
    private static TrainingOptions Shared => new() { LearningRate = 0.025, BatchSize = 32, HorizontalFlip = true, CropPadding = 1 };

    public SupernetTask CreateTask(int seed, SupernetCells cells = SupernetCells.StandAlone) => new ImageSupernetTask(
        _space,
        _train,
        _validation,
        new ImageSupernetTaskOptions
        {
            Supernet = new ConvolutionalSupernetOptions { Network = Alone.Network, Cells = cells }, Training = Shared, Retraining = Alone,
        },
        seed);

    public double[] TrainAlone(Architecture architecture, int seed)
    {
        var (networkOptions, training) = Alone;
        using var network = new ConvolutionalNetwork(_space.Decode(architecture), _train.Shape, _train.ClassNames.Count, networkOptions, seed);
        double validation = new NetworkTrainer(training, seed).Train(network, _train, _validation).Validation!.Metric;
        return [validation, NetworkScorer.Evaluate(network, _test).Metric];
    }

    // Each pixel becomes the mean of a square of them.
    private static ImageDataset Shrink(ImageDataset images, int side)
    {
        ImageShape shape = images.Shape;
        int factor = shape.Height / side;
        if (side < 1 || factor * side != shape.Height)
        {
            throw new ArgumentException($"Images of {shape.Height} pixels a side don't shrink to {side}.", nameof(side));
        }

        var small = new ImageShape(shape.Channels, side, side);
        var pixels = new float[images.Count * small.Size];
        for (int i = 0; i < images.Pixels.Length; i++)
        {
            int x = i % shape.Width / factor;
            int y = i / shape.Width % shape.Height / factor;
            int plane = i / (shape.Width * shape.Height);
            pixels[(((plane * side) + y) * side) + x] += images.Pixels[i] / (factor * factor);
        }

        return new ImageDataset(small, pixels, images.Labels.ToArray(), images.ClassNames);
    }
}
