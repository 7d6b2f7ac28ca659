using Microsoft.ML.NAO.Datasets;

namespace Microsoft.ML.NAO.FeedForward;

/// <summary>Measures what features are standardized by.</summary>
internal static class FeatureStatistics
{
    /// <summary>The mean of each feature, and the reciprocal of its standard deviation; 0 where it is constant. Rows count by their weights.</summary>
    public static (float[] Mean, float[] Scale) Measure(VectorDataset dataset)
    {
        double[] mean = Average(dataset, (value, _) => value);
        double[] variance = Average(dataset, (value, feature) => (value - mean[feature]) * (value - mean[feature]));
        bool[] isConstant = FindConstant(dataset);
        return (
            Array.ConvertAll(mean, value => (float)value),
            [.. variance.Select((value, feature) => isConstant[feature] ? 0 : ToScale(value))]);
    }

    private static double[] Average(VectorDataset dataset, Func<float, int, double> function)
    {
        var sums = new double[dataset.Width];
        double total = 0;
        for (int i = 0; i < dataset.Count; i++)
        {
            ReadOnlySpan<float> row = dataset.GetRow(i);
            double weight = GetWeight(dataset, i);
            total += weight;
            for (int feature = 0; feature < sums.Length; feature++)
            {
                sums[feature] += weight * function(row[feature], feature);
            }
        }

        return Array.ConvertAll(sums, sum => total > 0 ? sum / total : 0);
    }

    // By comparison: the mean of equal values may be rounded, and then their variance is not 0.
    private static bool[] FindConstant(VectorDataset dataset)
    {
        var isConstant = new bool[dataset.Width];
        Array.Fill(isConstant, true);
        int first = -1;
        for (int i = 0; i < dataset.Count; i++)
        {
            if (GetWeight(dataset, i) == 0)
            {
                continue;
            }

            first = first < 0 ? i : first;
            for (int feature = 0; feature < isConstant.Length; feature++)
            {
                isConstant[feature] &= dataset.GetRow(i)[feature] == dataset.GetRow(first)[feature];
            }
        }

        return isConstant;
    }

    private static double GetWeight(VectorDataset dataset, int row) => dataset.Weights.IsEmpty ? 1 : dataset.Weights[row];

    // What varies by less than a float can be divided by is constant, too.
    private static float ToScale(double variance) => (float)(1 / Math.Sqrt(variance)) is var scale && float.IsFinite(scale) ? scale : 0;
}
