namespace ServingApi;

/// <summary>What the model says of a motor.</summary>
internal sealed class Diagnosis
{
    public string Prediction { get; set; } = "";

    /// <summary>The probability of each condition, in the order of the column's slot names.</summary>
    public float[] Score { get; set; } = [];
}
