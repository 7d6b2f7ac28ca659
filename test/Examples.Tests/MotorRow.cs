namespace Examples.Tests;

/// <summary>The columns that the motors' model reads.</summary>
public sealed class MotorRow
{
    public float Speed { get; set; }

    public float Load { get; set; }

    public float Current { get; set; }

    public float RoomTemperature { get; set; }

    public float WindingTemperature { get; set; }

    public float VibrationX { get; set; }

    public float VibrationY { get; set; }

    /// <summary>Some motor; of another number, another one.</summary>
    public static MotorRow Draw(int number)
    {
        var random = new Random(number);
        return new MotorRow
        {
            Speed = 600 + (2400 * random.NextSingle()),
            Load = random.NextSingle(),
            Current = 20 * random.NextSingle(),
            RoomTemperature = 40 * random.NextSingle(),
            WindingTemperature = 120 * random.NextSingle(),
            VibrationX = 10 * (random.NextSingle() - 0.5f),
            VibrationY = 10 * (random.NextSingle() - 0.5f),
        };
    }
}
