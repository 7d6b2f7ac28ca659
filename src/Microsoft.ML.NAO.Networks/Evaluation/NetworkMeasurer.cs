using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Training;
using TorchSharp;

namespace Microsoft.ML.NAO.Evaluation;

/// <summary>Measures what the network of an architecture costs, before it is trained.</summary>
public sealed class NetworkMeasurer : IArchitectureMeasurer
{
    /// <summary>The name of the number of trained values.</summary>
    public const string Parameters = "NetworkParameters";

    /// <summary>The name of the multiplications with addition that one sample takes at inference; a word, where a language model reads.</summary>
    public const string MultiplyAdds = "NetworkMultiplyAdds";

    /// <summary>
    /// The name of the estimate of the bytes that the training takes; see <see cref="NetworkStatistics.EstimateTrainingMemory"/>. That of a language
    /// model is by its size, batches and sequences.
    /// </summary>
    public const string TrainingMemory = "NetworkTrainingMemory";

    /// <summary>The name of the time that one sample takes at inference, in milliseconds; a text of 35 words, where a language model reads.</summary>
    public const string Latency = "NetworkLatency";

    private readonly Func<Architecture, PredictionNetwork> _createNetwork;
    private readonly SampleDataset _samples;
    private readonly int _batchSize;
    private readonly bool _latency;
    private readonly TimeProvider _clock;

    /// <summary>Creates a measurer.</summary>
    /// <param name="createNetwork">Creates the network of an architecture; its weights do not matter. It is disposed of.</param>
    /// <param name="samples">Samples as the network takes them, at least one, of which the first is used to measure the latency.</param>
    /// <param name="batchSize">The number of samples in each step of the training, for the estimate of its memory.</param>
    /// <param name="measureLatency">
    /// Whether the network is run by TorchSharp, one sample at a time, to measure its latency: the median of 15 runs after 3 others, with as many
    /// threads as libtorch is set to. What else the device does meanwhile lengthens it. ONNX Runtime takes another time for the exported network,
    /// which the limits of an estimator's search go by.
    /// </param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    public NetworkMeasurer(
        Func<Architecture, PredictionNetwork> createNetwork,
        SampleDataset samples,
        int batchSize,
        bool measureLatency = false,
        TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(createNetwork);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples.Count, 1, nameof(samples));
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        _createNetwork = createNetwork;
        _samples = samples.Take(1);
        _batchSize = batchSize;
        _latency = measureLatency;
        _clock = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancellationToken)
    {
        using PredictionNetwork network = _createNetwork(architecture);
        Dictionary<string, double> measures = NetworkCosts.Count(network, _batchSize);
        if (_latency)
        {
            measures[Latency] = MeasureLatency(network, cancellationToken).TotalMilliseconds;
        }

        return measures;
    }

    private TimeSpan MeasureLatency(PredictionNetwork network, CancellationToken cancellationToken)
    {
        network.eval();
        SampleBatcher batcher = _samples.CreateBatcher();
        SampleBuffer buffer = batcher.CreateBuffer(1);
        batcher.Fill(buffer, [0]);
        return LatencyTimer.GetMedian(Run, cancellationToken);

        TimeSpan Run()
        {
            using var scope = torch.NewDisposeScope();
            using var noGradient = torch.no_grad();
            var sample = buffer.ToDevice(network.Device).Inputs;
            long start = _clock.GetTimestamp();

            // A GPU has computed when its result is here.
            network.forward(sample).cpu();
            return _clock.GetElapsedTime(start);
        }
    }
}
