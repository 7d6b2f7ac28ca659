namespace TabularClassification;

/// <summary>What the model says of a motor.</summary>
internal sealed class Diagnosis
{
    public string Prediction { get; set; } = "";

    /// <summary>The probability of each condition.</summary>
    public float[] Score { get; set; } = [];
}
