namespace Regression;

/// <summary>One hour of a bicycle rental.</summary>
internal sealed class Hour
{
    /// <summary>0 to 23.</summary>
    public float TimeOfDay { get; set; }

    /// <summary>1 on working days, 0 otherwise.</summary>
    public float WorkingDay { get; set; }

    /// <summary>In °C.</summary>
    public float Temperature { get; set; }

    /// <summary>In mm.</summary>
    public float Rain { get; set; }

    /// <summary>What is to be predicted: how many bicycles are rented.</summary>
    public float Rentals { get; set; }

    /// <summary>The columns to predict from.</summary>
    public static string[] FeatureNames { get; } = [nameof(TimeOfDay), nameof(WorkingDay), nameof(Temperature), nameof(Rain)];

    /// <summary>
    /// Draws hours. Commuters come at 8 and at 17 o'clock on working days, everybody else in the afternoon of the other days; most at some
    /// 22 °C, and few in the rain.
    /// </summary>
    public static Hour[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random))];
    }

    private static Hour Draw(Random random)
    {
        int time = random.Next(24);
        bool isWorkingDay = random.NextDouble() < 0.7;
        double temperature = -5 + (40 * random.NextDouble());
        double rain = random.NextDouble() < 0.3 ? 5 * random.NextDouble() : 0;
        double demand = isWorkingDay ? (300 * Peak(time, 8, 1.5)) + (400 * Peak(time, 17, 2)) + 40 : (350 * Peak(time, 15, 4)) + 40;
        double noise = 0.9 + (0.2 * random.NextDouble());
        return new Hour
        {
            TimeOfDay = time,
            WorkingDay = isWorkingDay ? 1 : 0,
            Temperature = (float)temperature,
            Rain = (float)rain,
            Rentals = (float)Math.Round(demand * (0.2 + Peak(temperature, 22, 12)) * Math.Exp(-rain / 2) * noise),
        };
    }

    /// <summary>1 at the center, and less the farther from it.</summary>
    private static double Peak(double value, double center, double width) => Math.Exp(-Math.Pow((value - center) / width, 2));
}
