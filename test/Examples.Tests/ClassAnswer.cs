namespace Examples.Tests;

/// <summary>The columns that a model of classes adds.</summary>
public sealed class ClassAnswer
{
    public string Prediction { get; set; } = "";

    public float[] Score { get; set; } = [];
}
