namespace BinaryClassification;

/// <summary>What the model says of a customer.</summary>
internal sealed class Risk
{
    public bool PredictedLabel { get; set; }

    /// <summary>That of a cancellation.</summary>
    public float Probability { get; set; }
}
