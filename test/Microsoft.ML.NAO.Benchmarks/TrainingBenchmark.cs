using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>How many images a second the trainer takes, by the size of images, network and batch, and by libtorch's threads.</summary>
internal sealed class TrainingBenchmark : IBenchmark
{
    private const int Batches = 12;

    private static readonly ImageShape Digit = new(1, 8, 8);
    private static readonly ImageShape Cifar = new(3, 32, 32);

    public string Name => "training";

    public string Description => "Images a second in training the published cells; argument: a number of threads, or none for 1 and all.";

    public void Run(IReadOnlyList<string> arguments)
    {
        int[] threads = arguments.Count > 0
            ? [int.Parse(arguments[0], CultureInfo.InvariantCulture)]
            : [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
        Console.WriteLine("image     channels  batch  threads  images/s  processor ms/image");
        foreach (var (shape, channels, batch) in new[] { (Digit, 8, 64), (Digit, 16, 64), (Digit, 16, 128), (Cifar, 8, 64), (Cifar, 20, 64) })
        {
            foreach (int count in threads)
            {
                Measure(shape, channels, batch, count);
            }
        }
    }

    private static void Measure(ImageShape shape, int channels, int batchSize, int threads)
    {
        var random = new Random(1);
        int images = Batches * batchSize;
        var data = new ImageDataset(
            shape,
            [.. Enumerable.Range(0, images * shape.Size).Select(_ => random.NextSingle())],
            [.. Enumerable.Range(0, images).Select(i => i % 10)],
            [.. Enumerable.Range(0, 10).Select(c => c.ToString(CultureInfo.InvariantCulture))]);
        var options = new ConvolutionalNetworkOptions { InitialChannels = channels };
        var cells = new ConvolutionalCellSpace().Decode(PublishedArchitectures.NaoWeightSharing);
        using var network = new ConvolutionalNetwork(cells, shape, 10, options, seed: 1);
        var timer = new Timer();
        new ClassifierTrainer(new TrainingOptions { Epochs = 3, BatchSize = batchSize, CropPadding = 1, Threads = threads }, seed: 1).Train(network, data, progress: timer);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{shape,-9} {channels,8} {batchSize,6} {threads,8} {batchSize / timer.Median,9:F0} {timer.ProcessorMilliseconds / (2.0 * images),19:F3}"));
    }

    /// <summary>The first epoch warms up; the other two count.</summary>
    private sealed class Timer : IProgress<TrainingProgress>
    {
        private readonly List<double> _seconds = [];
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private TimeSpan _processor;

        public double Median => _seconds.Order().ElementAt(_seconds.Count / 2);

        public double ProcessorMilliseconds => (Process.GetCurrentProcess().TotalProcessorTime - _processor).TotalMilliseconds;

        public void Report(TrainingProgress value)
        {
            if (value.Epoch > 1)
            {
                _seconds.Add(_watch.Elapsed.TotalSeconds);
            }
            else
            {
                _processor = Process.GetCurrentProcess().TotalProcessorTime;
            }

            _watch.Restart();
        }
    }
}
