namespace Microsoft.ML.NAO.Nao;

/// <summary>Computes the predictor's targets.</summary>
internal static class TargetScaler
{
    // Where no outcome is better than another, none is said to be.
    private const float Indifferent = 0.5f;

    /// <summary>Targets between 0 and 1 of outcomes.</summary>
    /// <param name="values">The outcomes, finite.</param>
    /// <param name="maximize">Whether a larger outcome is better.</param>
    /// <param name="scaling">How to scale.</param>
    public static float[] Scale(IReadOnlyList<double> values, bool maximize, TargetScaling scaling)
    {
        double min = values.Min();
        double max = values.Max();
        if (min == max)
        {
            return [.. values.Select(_ => Indifferent)];
        }

        Func<double, double> ascending = scaling switch
        {
            TargetScaling.MinMax => value => (value - min) / (max - min),
            TargetScaling.Rank => RankIn(values),
            _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling, "Not a way to scale targets."),
        };
        return [.. values.Select(value => (float)(maximize ? ascending(value) : 1 - ascending(value)))];
    }

    private static Func<double, double> RankIn(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        Dictionary<double, double> meanRank = sorted.Index().GroupBy(value => value.Item)
            .ToDictionary(group => group.Key, group => group.Average(value => value.Index));
        return value => meanRank[value] / (sorted.Length - 1);
    }
}
