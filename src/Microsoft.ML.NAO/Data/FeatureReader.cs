using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>Collects the features of rows.</summary>
internal abstract class FeatureReader
{
    /// <summary>Reads the features of the row that the cursor is at.</summary>
    /// <param name="position">The row's number, for messages.</param>
    /// <exception cref="ArgumentException">The row has a value that is not finite, or too many or few of them.</exception>
    public abstract void Read(long position);

    /// <summary>What was read, with the labels and weights of the same rows.</summary>
    public abstract SampleDataset ToDataset(PredictionTargets targets, float[]? weights);
}
