using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Training;

/// <summary>Copies samples of a data set into buffers.</summary>
internal abstract class SampleBatcher
{
    private readonly SampleDataset _dataset;
    private readonly float _weightScale;

    protected SampleBatcher(SampleDataset dataset)
    {
        _dataset = dataset;
        double sum = dataset.TotalWeight;
        _weightScale = sum > 0 ? (float)(dataset.Count / sum) : 1;
    }

    /// <summary>The number of samples.</summary>
    public int Count => _dataset.Count;

    /// <summary>Whether the samples are normalized on the way, so that the network need not do it.</summary>
    public virtual bool Normalizes => false;

    /// <summary>Creates room for a batch.</summary>
    public abstract SampleBuffer CreateBuffer(int capacity);

    /// <summary>Fills a buffer with the samples of the given indices, changed at random where there are options.</summary>
    public void Fill(SampleBuffer buffer, ReadOnlySpan<int> indices, TrainingOptions? augmentation = null, Random? random = null)
    {
        buffer.SetTargets(_dataset, indices, _weightScale);
        for (int i = 0; i < indices.Length; i++)
        {
            Copy(indices[i], buffer, i, augmentation, random);
        }
    }

    /// <summary>Copies one sample.</summary>
    /// <param name="sample">Its index in the data set.</param>
    /// <param name="buffer">A buffer of <see cref="CreateBuffer"/>.</param>
    /// <param name="place">Its index in the buffer.</param>
    /// <param name="augmentation">How it is changed; null to leave it as it is.</param>
    /// <param name="random">Decides the changes.</param>
    protected abstract void Copy(int sample, SampleBuffer buffer, int place, TrainingOptions? augmentation, Random? random);
}
