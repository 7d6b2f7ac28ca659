namespace ModelConsumer;

/// <summary>What a language model says of a text.</summary>
internal sealed class TextPrediction
{
    public float Perplexity { get; set; }
}
