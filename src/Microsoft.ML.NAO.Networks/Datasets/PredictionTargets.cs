namespace Microsoft.ML.NAO.Datasets;

/// <summary>What is to be predicted of samples: a class each, or a value each.</summary>
public abstract class PredictionTargets
{
    private protected PredictionTargets()
    {
    }

    /// <summary>The number of samples.</summary>
    public abstract int Count { get; }

    /// <summary>How many outputs a network needs to predict them: one for each class, or one for a value.</summary>
    public abstract int OutputCount { get; }

    /// <summary>The targets of the given samples, in that order.</summary>
    /// <param name="indices">Indices of samples.</param>
    public abstract PredictionTargets Subset(ReadOnlySpan<int> indices);

    /// <summary>Which samples are alike, so that a split has the same shares of each kind in both parts.</summary>
    internal abstract IEnumerable<int[]> GetStrata();

    /// <summary>Whether a network for these can learn others: the same kind, and the same classes.</summary>
    internal abstract bool Covers(PredictionTargets other);
}
