using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.Data;

/// <summary>Collects the labels of rows.</summary>
internal abstract class LabelReader
{
    /// <summary>Reads the label of the row that the cursor is at.</summary>
    /// <param name="position">The row's number, for messages.</param>
    /// <exception cref="ArgumentException">The row has no label.</exception>
    public abstract void Read(long position);

    /// <summary>What was read.</summary>
    public abstract PredictionTargets ToTargets();
}
