using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Room for the samples of a batch in plain arrays.</summary>
internal abstract class SampleBuffer
{
    private readonly long[]? _labels;
    private readonly float[]? _values;
    private readonly float[]? _weights;

    /// <param name="dataset">Where the samples come from.</param>
    /// <param name="capacity">The most samples that it takes.</param>
    protected SampleBuffer(SampleDataset dataset, int capacity)
    {
        Capacity = capacity;
        _labels = dataset.Targets is ClassTargets ? new long[capacity] : null;
        _values = dataset.Targets is ValueTargets ? new float[capacity] : null;
        _weights = dataset.Weights.IsEmpty ? null : new float[capacity];
    }

    /// <summary>The number of samples in it.</summary>
    public int Count { get; private set; }

    /// <summary>The most samples that it takes.</summary>
    protected int Capacity { get; }

    /// <summary>Fills in what is to be predicted of some samples, and how much they count.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="indices">Which samples.</param>
    /// <param name="weightScale">What their weights are multiplied by.</param>
    public void SetTargets(SampleDataset dataset, ReadOnlySpan<int> indices, float weightScale)
    {
        Count = indices.Length;
        for (int i = 0; i < indices.Length; i++)
        {
            if (_labels is not null)
            {
                _labels[i] = ((ClassTargets)dataset.Targets).Labels[indices[i]];
            }
            else
            {
                _values![i] = ((ValueTargets)dataset.Targets).Values[indices[i]];
            }

            if (_weights is not null)
            {
                _weights[i] = weightScale * dataset.Weights[indices[i]];
            }
        }
    }

    /// <summary>Copies the samples to a device.</summary>
    /// <remarks>The whole arrays travel, of which a batch fills all but one sample at most.</remarks>
    public SampleBatch ToDevice(torch.Device device)
    {
        var targets = _labels is not null ? torch.tensor(_labels, device: device) : torch.tensor(_values!, device: device);
        return new SampleBatch(
            CopyInputs(device),
            targets.narrow(0, 0, Count),
            _weights is null ? null : torch.tensor(_weights, device: device).narrow(0, 0, Count));
    }

    /// <summary>Copies what the network reads to a device.</summary>
    protected abstract torch.Tensor CopyInputs(torch.Device device);
}
