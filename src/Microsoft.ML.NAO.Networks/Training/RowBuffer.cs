using Microsoft.ML.NAO.Datasets;
using TorchSharp;

namespace Microsoft.ML.NAO.Training;

/// <summary>Room for the rows of a batch in plain arrays: vectors of numbers, or tokens.</summary>
/// <typeparam name="T">What a row holds: <see cref="float"/>, or <see cref="long"/> for tokens.</typeparam>
/// <param name="dataset">Where the rows come from.</param>
/// <param name="size">The number of values of a row.</param>
/// <param name="capacity">The most rows that it takes.</param>
internal sealed class RowBuffer<T>(SampleDataset dataset, int size, int capacity) : SampleBuffer(dataset, capacity)
    where T : unmanaged
{
    private readonly T[] _values = new T[(long)capacity * size];

    /// <summary>The values of one row.</summary>
    public Span<T> GetRow(int index) => _values.AsSpan(index * size, size);

    /// <inheritdoc/>
    protected override torch.Tensor CopyInputs(torch.Device device) => _values switch
    {
        float[] numbers => torch.tensor(numbers, [Capacity, size], device: device).narrow(0, 0, Count),
        long[] tokens => torch.tensor(tokens, [Capacity, size], device: device).narrow(0, 0, Count),
        _ => throw new NotSupportedException($"Rows of {typeof(T)} are not read by networks."),
    };
}
