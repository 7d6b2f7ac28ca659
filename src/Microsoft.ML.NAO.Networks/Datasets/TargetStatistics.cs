namespace Microsoft.ML.NAO.Datasets;

/// <summary>The mean and the standard deviation of values to predict.</summary>
internal static class TargetStatistics
{
    /// <summary>Measures them; the deviation of equal values is taken for 1.</summary>
    /// <param name="targets">The values.</param>
    /// <param name="weights">How much each counts; empty for all alike.</param>
    public static (float Mean, float Deviation) Measure(ValueTargets targets, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < targets.Count; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * targets.Values[i];
            total += weight;
        }

        double mean = total > 0 ? sum / total : 0;
        double squares = 0;
        for (int i = 0; i < targets.Count; i++)
        {
            double difference = targets.Values[i] - mean;
            squares += (weights.IsEmpty ? 1 : weights[i]) * difference * difference;
        }

        float deviation = total > 0 ? (float)Math.Sqrt(squares / total) : 0;
        return ((float)mean, deviation > 0 ? deviation : 1);
    }
}
