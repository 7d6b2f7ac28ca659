namespace Microsoft.ML.Data;

/// <summary>The areas under the curves that a decreasing threshold on the score draws.</summary>
internal sealed class RankedScores
{
    private readonly List<float> _scores = [];
    private readonly List<bool> _labels = [];

    public void Add(bool isPositive, float score)
    {
        _scores.Add(score);
        _labels.Add(isPositive);
    }

    /// <summary>The chance that a positive row scores above a negative one; ties count half.</summary>
    public double AreaUnderRocCurve()
    {
        double positives = _labels.Count(label => label);
        double negatives = _labels.Count - positives;
        Contracts.CheckParam(positives > 0, "PosSample", "AUC is not defined when there is no positive class in the data");
        Contracts.CheckParam(negatives > 0, "NegSample", "AUC is not defined when there is no negative class in the data");

        int[] order = Descending();
        double area = 0;
        double positivesAbove = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            double tiedPositives = 0;
            for (end = start; end < order.Length && _scores[order[end]] == _scores[order[start]]; end++)
                tiedPositives += _labels[order[end]] ? 1 : 0;
            double tiedNegatives = end - start - tiedPositives;
            area += (positivesAbove + (0.5 * tiedPositives)) * tiedNegatives;
            positivesAbove += tiedPositives;
        }

        return area / (positives * negatives);
    }

    /// <summary>
    /// The lower trapezoid estimate (Boyd, Eng and Page, ECML 2013). Rows of equal score are taken in their own order. Of more than
    /// 100,000 rows the real evaluator takes a random sample of that size; this takes all of them.
    /// </summary>
    public double AreaUnderPrecisionRecallCurve()
    {
        double positives = _labels.Count(label => label);
        double area = 0;
        double recall = 0;
        double precision = 1;
        double truePositives = 0;
        double taken = 0;
        foreach (int row in Descending())
        {
            taken++;
            double previous = precision;
            if (_labels[row])
            {
                truePositives++;
                precision = truePositives / taken;
                area += ((truePositives / positives) - recall) * (previous + precision) / 2;
                recall = truePositives / positives;
            }
            else
            {
                precision = truePositives / taken;
            }
        }

        return area;
    }

    private int[] Descending() => [.. Enumerable.Range(0, _scores.Count).OrderByDescending(i => _scores[i])];
}
