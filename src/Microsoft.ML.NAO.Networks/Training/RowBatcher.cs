using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Training;

/// <summary>Copies rows as they are: nothing of what is done to images makes sense for them.</summary>
/// <typeparam name="T">What a row holds.</typeparam>
/// <param name="dataset">The data set.</param>
/// <param name="size">The number of values of a row.</param>
/// <param name="getRow">The values of a row.</param>
internal sealed class RowBatcher<T>(SampleDataset dataset, int size, Func<int, ReadOnlySpan<T>> getRow) : SampleBatcher(dataset)
    where T : unmanaged
{
    private readonly SampleDataset _dataset = dataset;

    /// <inheritdoc/>
    public override SampleBuffer CreateBuffer(int capacity) => new RowBuffer<T>(_dataset, size, capacity);

    /// <inheritdoc/>
    protected override void Copy(int sample, SampleBuffer buffer, int place, TrainingOptions? augmentation, Random? random) =>
        getRow(sample).CopyTo(((RowBuffer<T>)buffer).GetRow(place));
}
