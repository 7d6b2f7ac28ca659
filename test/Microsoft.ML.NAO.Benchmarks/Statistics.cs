namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>Figures of samples.</summary>
internal static class Statistics
{
    /// <summary>The mean and the sample's standard deviation, which is 0 for a single value.</summary>
    public static (double Mean, double Deviation) MeanAndDeviation(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        double deviation = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : 0;
        return (mean, deviation);
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
