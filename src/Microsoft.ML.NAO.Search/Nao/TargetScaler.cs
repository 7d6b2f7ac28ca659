namespace Microsoft.ML.NAO.Nao;

/// <summary>Computes the predictor's targets.</summary>
internal static class TargetScaler
{
    // Where no outcome is better than another, none is said to be.
    private const float Indifferent = 0.5f;

    /// <summary>Targets of outcomes, larger for better ones.</summary>
    /// <param name="values">The outcomes, finite.</param>
    /// <param name="maximize">Whether a larger outcome is better.</param>
    /// <param name="scaling">How to scale.</param>
    public static float[] Scale(IReadOnlyList<double> values, bool maximize, TargetScaling scaling)
    {
        double min = values.Min();
        double max = values.Max();
        if (min == max)
        {
            return [.. values.Select(_ => scaling == TargetScaling.NormalScore ? 0 : Indifferent)];
        }

        return scaling switch
        {
            TargetScaling.MinMax => Ascending(value => (value - min) / (max - min)),
            TargetScaling.Rank => Ascending(RankIn(values)),
            TargetScaling.NormalScore => Normal(Ascending(RankIn(values))),
            _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling, "Not a way to scale targets."),
        };

        float[] Ascending(Func<double, double> scale) => [.. values.Select(value => (float)(maximize ? scale(value) : 1 - scale(value)))];
    }

    // With the count as here (Hazen's plotting position), the best of ten stands for the quantile of 0.95.
    private static float[] Normal(float[] ranks)
    {
        double[] quantiles = [.. ranks.Select(rank => NormalDistribution.Quantile(((rank * (ranks.Length - 1)) + 0.5) / ranks.Length))];
        double deviation = Math.Sqrt(quantiles.Average(quantile => quantile * quantile));
        return [.. quantiles.Select(quantile => (float)(quantile / deviation))];
    }

    private static Func<double, double> RankIn(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        Dictionary<double, double> meanRank = sorted.Index().GroupBy(value => value.Item)
            .ToDictionary(group => group.Key, group => group.Average(value => value.Index));
        return value => meanRank[value] / (sorted.Length - 1);
    }
}
