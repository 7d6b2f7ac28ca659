namespace Microsoft.ML.NAO.Nao;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private const double LargestQuantile = 9;
    private const int Bisections = 60;

    /// <summary>The value that a draw is below with the given probability.</summary>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public static double Quantile(double probability)
    {
        double low = -LargestQuantile;
        double high = LargestQuantile;
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cumulative(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>Draws a value (Box and Muller, 1958).</summary>
    public static double Draw(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>The probability of a draw below a value (Abramowitz and Stegun, 7.1.26: to 1.5e-7).</summary>
    public static double Cumulative(double value)
    {
        double x = Math.Abs(value) / Math.Sqrt(2);
        double t = 1 / (1 + (0.3275911 * x));
        double tail = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))))
            * Math.Exp(-x * x) / 2;
        return value < 0 ? tail : 1 - tail;
    }
}
