using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Training;

/// <summary>Copies rows as they are: nothing of what is done to images makes sense for them.</summary>
/// <typeparam name="T">What networks read of a row.</typeparam>
/// <param name="dataset">The data set.</param>
/// <param name="size">The number of values of a row.</param>
/// <param name="copyRow">Copies the values of a row.</param>
internal sealed class RowBatcher<T>(SampleDataset dataset, int size, Action<int, Span<T>> copyRow) : SampleBatcher(dataset)
    where T : unmanaged
{
    private readonly SampleDataset _dataset = dataset;

    /// <inheritdoc/>
    public override SampleBuffer CreateBuffer(int capacity) => new RowBuffer<T>(_dataset, size, capacity);

    /// <inheritdoc/>
    protected override void Copy(int sample, SampleBuffer buffer, int place, TrainingOptions? augmentation, Random? random) =>
        copyRow(sample, ((RowBuffer<T>)buffer).GetRow(place));
}
