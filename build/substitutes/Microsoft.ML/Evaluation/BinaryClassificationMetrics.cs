namespace Microsoft.ML.Data;

/// <summary>How well scores of a classification into two classes agree with the labels.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(BinaryTally tally, ReadOnlyMemory<char>[] classNames)
    {
        AreaUnderRocCurve = tally.Curves.AreaUnderRocCurve();
        Accuracy = tally.Accuracy;
        PositivePrecision = tally.PositivePrecision;
        PositiveRecall = tally.PositiveRecall;
        NegativePrecision = tally.NegativePrecision;
        NegativeRecall = tally.NegativeRecall;
        F1Score = tally.F1Score;
        AreaUnderPrecisionRecallCurve = tally.Curves.AreaUnderPrecisionRecallCurve();
        ConfusionMatrix = new ConfusionMatrix(tally.Confusion(), classNames, isBinary: true);
    }

    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision { get; }

    public double PositiveRecall { get; }

    public double NegativePrecision { get; }

    public double NegativeRecall { get; }

    public double F1Score { get; }

    public double AreaUnderPrecisionRecallCurve { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
