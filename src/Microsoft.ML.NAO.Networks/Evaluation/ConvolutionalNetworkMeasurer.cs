using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using TorchSharp;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>Measures what the network of an architecture costs, before it is trained.</summary>
public sealed class ConvolutionalNetworkMeasurer : IArchitectureMeasurer
{
    /// <summary>The name of the number of trained values.</summary>
    public const string Parameters = "NetworkParameters";

    /// <summary>The name of the multiplications with addition that one image takes at inference.</summary>
    public const string MultiplyAdds = "NetworkMultiplyAdds";

    /// <summary>The name of the estimate of the bytes that the training takes; see <see cref="NetworkStatistics.EstimateTrainingMemory"/>.</summary>
    public const string TrainingMemory = "NetworkTrainingMemory";

    /// <summary>The name of the time that one image takes at inference, in milliseconds.</summary>
    public const string Latency = "NetworkLatency";

    private const int WarmUpRuns = 3;
    private const int TimedRuns = 15;

    private readonly ConvolutionalCellSpace _space;
    private readonly ImageShape _shape;
    private readonly int _classes;
    private readonly ConvolutionalNetworkOptions _network;
    private readonly int _batchSize;
    private readonly bool _latency;
    private readonly torch.Device _device;
    private readonly TimeProvider _clock;

    /// <summary>Creates a measurer.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="shape">The shape of the images.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="network">How cells are stacked to a network.</param>
    /// <param name="batchSize">The number of images in each step of the training, for the estimate of its memory.</param>
    /// <param name="measureLatency">
    /// Whether the network is run, with random weights, one image at a time, to measure its latency: the median of 15 runs after 3 others. What
    /// else the device does meanwhile lengthens it.
    /// </param>
    /// <param name="device">Where it is run; null for the CPU.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    public ConvolutionalNetworkMeasurer(
        ConvolutionalCellSpace space,
        ImageShape shape,
        int classCount,
        ConvolutionalNetworkOptions network,
        int batchSize,
        bool measureLatency = false,
        torch.Device? device = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        network.Validate();
        _space = space;
        _shape = shape;
        _classes = classCount;
        _network = network.Clone();
        _batchSize = batchSize;
        _latency = measureLatency;
        _device = device ?? torch.CPU;
        _clock = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancellationToken)
    {
        using var network = new ConvolutionalNetwork(_space.Decode(architecture), _shape, _classes, _network, seed: 0, _device);
        var measures = new Dictionary<string, double>
        {
            [Parameters] = network.Statistics.Parameters,
            [MultiplyAdds] = network.Statistics.MultiplyAdds,
            [TrainingMemory] = network.Statistics.EstimateTrainingMemory(_batchSize),
        };
        if (_latency)
        {
            measures[Latency] = MeasureLatency(network, cancellationToken).TotalMilliseconds;
        }

        return measures;
    }

    private TimeSpan MeasureLatency(ConvolutionalNetwork network, CancellationToken cancellationToken)
    {
        network.eval();
        var times = new TimeSpan[TimedRuns];
        for (int run = -WarmUpRuns; run < TimedRuns; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            using var noGradient = torch.no_grad();
            var image = torch.zeros([1, _shape.Channels, _shape.Height, _shape.Width], device: _device);
            long start = _clock.GetTimestamp();

            // A GPU has computed when its result is here.
            network.forward(image).cpu();
            TimeSpan time = _clock.GetElapsedTime(start);
            if (run >= 0)
            {
                times[run] = time;
            }
        }

        Array.Sort(times);
        return times[TimedRuns / 2];
    }
}
