namespace TextClassification;

/// <summary>What the model reads out of a message.</summary>
internal sealed class Reply
{
    public string Prediction { get; set; } = "";

    /// <summary>The probability of each colour.</summary>
    public float[] Score { get; set; } = [];
}
