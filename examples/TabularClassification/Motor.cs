namespace TabularClassification;

/// <summary>What is measured at an electric motor, and its condition.</summary>
internal sealed class Motor
{
    private static readonly string[] Conditions = ["fine", "unbalanced", "overheated", "worn"];

    /// <summary>In revolutions per minute.</summary>
    public float Speed { get; set; }

    /// <summary>The share of the rated torque.</summary>
    public float Load { get; set; }

    /// <summary>In ampere.</summary>
    public float Current { get; set; }

    /// <summary>Of the room, in °C.</summary>
    public float RoomTemperature { get; set; }

    /// <summary>Of the winding, in °C.</summary>
    public float WindingTemperature { get; set; }

    /// <summary>At the moment of the measurement, across the shaft, in mm/s.</summary>
    public float VibrationX { get; set; }

    /// <summary>Likewise, at a right angle to the other.</summary>
    public float VibrationY { get; set; }

    /// <summary>What is to be predicted.</summary>
    public string Condition { get; set; } = "";

    /// <summary>The columns to predict from.</summary>
    public static string[] FeatureNames { get; } =
        [nameof(Speed), nameof(Load), nameof(Current), nameof(RoomTemperature), nameof(WindingTemperature), nameof(VibrationX), nameof(VibrationY)];

    /// <summary>
    /// Draws motors. No column tells a condition by itself: an unbalanced motor vibrates more than one of its speed should, in whatever
    /// direction; a worn one takes more current than its load and speed ask for; an overheated one is warmer than its load makes it.
    /// </summary>
    public static Motor[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random))];
    }

    private static Motor Draw(Random random)
    {
        string condition = Conditions[random.Next(Conditions.Length)];
        double speed = 600 + (2400 * random.NextDouble());
        double load = 0.1 + (0.9 * random.NextDouble());
        double room = 5 + (35 * random.NextDouble());
        double phase = 2 * Math.PI * random.NextDouble();
        double vibration = 5 * Math.Pow(speed / 3000, 2) * (condition == "unbalanced" ? 1.8 : 1) * Noise(random, 0.1);
        return new Motor
        {
            Speed = (float)speed,
            Load = (float)load,
            Current = (float)(20 * load * (0.5 + (0.5 * speed / 3000)) * (condition == "worn" ? 1.3 : 1) * Noise(random, 0.05)),
            RoomTemperature = (float)room,
            WindingTemperature = (float)((room + (60 * load * load) + (condition == "overheated" ? 15 : 0)) * Noise(random, 0.04)),
            VibrationX = (float)(vibration * Math.Cos(phase)),
            VibrationY = (float)(vibration * Math.Sin(phase)),
            Condition = condition,
        };
    }

    /// <summary>A factor around 1, of three numbers whose sum is nearly normal.</summary>
    private static double Noise(Random random, double deviation) =>
        1 + (deviation * 2 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
}
