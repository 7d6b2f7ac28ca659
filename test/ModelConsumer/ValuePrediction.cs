namespace ModelConsumer;

/// <summary>What is predicted of a value.</summary>
internal sealed class ValuePrediction
{
    public float Score { get; set; }
}
