namespace ModelConsumer;

/// <summary>What is predicted where there are two classes.</summary>
internal sealed class BinaryPrediction
{
    public bool PredictedLabel { get; set; }
}
