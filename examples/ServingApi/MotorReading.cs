namespace ServingApi;

/// <summary>What is measured at a motor, under the names and in the units that the model was trained with.</summary>
internal sealed class MotorReading
{
    public required float Speed { get; set; }

    public required float Load { get; set; }

    public required float Current { get; set; }

    public required float RoomTemperature { get; set; }

    public required float WindingTemperature { get; set; }

    public required float VibrationX { get; set; }

    public required float VibrationY { get; set; }

    /// <summary>Whether every value is a number: JSON's 1e99 is read as infinity.</summary>
    public bool IsFinite() => Array.TrueForAll([Speed, Load, Current, RoomTemperature, WindingTemperature, VibrationX, VibrationY], float.IsFinite);
}
