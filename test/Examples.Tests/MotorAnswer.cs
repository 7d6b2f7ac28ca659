namespace Examples.Tests;

/// <summary>The columns that the motors' model adds.</summary>
public sealed class MotorAnswer
{
    public string Prediction { get; set; } = "";

    public float[] Score { get; set; } = [];
}
