namespace Microsoft.ML.Data;

/// <summary>The metrics of a classification into two classes that gives probabilities.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryTally tally, ReadOnlyMemory<char>[] classNames)
        : base(tally, classNames)
    {
        LogLoss = tally.LogLoss;
        LogLossReduction = tally.LogLossReduction;
        Entropy = tally.Entropy;
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double Entropy { get; }
}
