namespace Microsoft.ML.Data;

/// <summary>Counts rows one by one, and derives the metrics of a classification into two classes.</summary>
internal sealed class BinaryTally
{
    private double _truePositives;
    private double _trueNegatives;
    private double _falsePositives;
    private double _falseNegatives;
    private double _positivesWithProbability;
    private double _negativesWithProbability;
    private double _logLoss;

    public RankedScores Curves { get; } = new();

    public double Accuracy => (_trueNegatives + _truePositives) / Rows;

    public double PositivePrecision => Share(_truePositives, _falsePositives);

    public double PositiveRecall => Share(_truePositives, _falseNegatives);

    public double NegativePrecision => Share(_trueNegatives, _falseNegatives);

    public double NegativeRecall => Share(_trueNegatives, _falsePositives);

    public double F1Score
    {
        get
        {
            double sum = PositivePrecision + PositiveRecall;
            return sum == 0 ? 0 : 2 * PositivePrecision * PositiveRecall / sum;
        }
    }

    /// <summary>The entropy of the labels, in bits.</summary>
    public double Entropy => EntropyOf((_truePositives + _falseNegatives) / Rows);

    /// <summary>The mean logarithmic loss, in bits; NaN if any row's probability was NaN.</summary>
    public double LogLoss => double.IsNaN(_logLoss) ? double.NaN : RowsWithProbability > 0 ? _logLoss / RowsWithProbability : 0;

    public double LogLossReduction
    {
        get
        {
            if (RowsWithProbability == 0)
                return 0;
            double prior = EntropyOf(_positivesWithProbability / RowsWithProbability);
            return (prior - (_logLoss / RowsWithProbability)) / prior;
        }
    }

    private double Rows => _truePositives + _trueNegatives + _falsePositives + _falseNegatives;

    private double RowsWithProbability => _positivesWithProbability + _negativesWithProbability;

    public double[][] Confusion() => [[_truePositives, _falseNegatives], [_falsePositives, _trueNegatives]];

    public void Add(bool isPositive, float score, float probability)
    {
        bool predictedPositive = score > 0;
        if (isPositive && predictedPositive)
            _truePositives++;
        else if (isPositive)
            _falseNegatives++;
        else if (predictedPositive)
            _falsePositives++;
        else
            _trueNegatives++;

        if (!float.IsNaN(probability))
        {
            if (isPositive)
                _positivesWithProbability++;
            else
                _negativesWithProbability++;
        }

        _logLoss += -Math.Log(isPositive ? probability : 1.0 - probability, 2);
        Curves.Add(isPositive, score);
    }

    private static double Share(double part, double rest) => part + rest > 0 ? part / (part + rest) : 0;

    private static double EntropyOf(double share)
    {
        if (share < 0 || share > 1)
            return double.NaN;
        return share is 0 or 1 ? 0 : (-share * Math.Log(share, 2)) - ((1 - share) * Math.Log(1 - share, 2));
    }
}
