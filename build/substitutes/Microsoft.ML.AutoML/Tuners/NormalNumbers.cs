namespace Microsoft.ML.AutoML;

/// <summary>Draws from distributions by way of <see cref="Random" />.</summary>
internal static class NormalNumbers
{
    public static double NextUniform(this Random random, double low, double high) => (random.NextDouble() * (high - low)) + low;

    /// <summary>Draws from the standard normal distribution by the method of Box and Muller.</summary>
    public static double NextNormal(this Random random)
    {
        var radius = Math.Sqrt(-2.0 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Sin(2.0 * Math.PI * (1 - random.NextDouble()));
    }
}
