namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>The sizes of a member's layers, and where in the row of all its weights those of each layer begin.</summary>
internal sealed class FeedForwardShape
{
    /// <param name="features">The number of features of an architecture.</param>
    /// <param name="length">The number of tokens of an architecture.</param>
    /// <param name="vocabulary">The number of tokens to choose from.</param>
    /// <param name="options">The sizes of the layers.</param>
    public FeedForwardShape(int features, int length, int vocabulary, FeedForwardModelOptions options)
    {
        Features = features;
        Length = length;
        Vocabulary = vocabulary;
        Hidden = options.HiddenSize;
        Embedding = options.EmbeddingSize;
        Outputs = length * vocabulary;
        EncoderIn = new Range(0, features * Hidden);
        EncoderBias = After(EncoderIn, Hidden);
        EncoderOut = After(EncoderBias, Hidden * Embedding);
        PredictorIn = After(EncoderOut, Embedding * Hidden);
        PredictorBias = After(PredictorIn, Hidden);
        PredictorOut = After(PredictorBias, Hidden);
        PredictionBias = After(PredictorOut, 1);
        DecoderIn = After(PredictionBias, Embedding * Hidden);
        DecoderBias = After(DecoderIn, Hidden);
        DecoderOut = After(DecoderBias, Hidden * Outputs);
        LogitBias = After(DecoderOut, Outputs);
        Count = LogitBias.End.Value;
    }

    public int Features { get; }

    public int Length { get; }

    public int Vocabulary { get; }

    public int Hidden { get; }

    public int Embedding { get; }

    /// <summary>The number of logits that spell an architecture.</summary>
    public int Outputs { get; }

    /// <summary>[features, hidden].</summary>
    public Range EncoderIn { get; }

    /// <summary>[hidden].</summary>
    public Range EncoderBias { get; }

    /// <summary>[hidden, embedding].</summary>
    public Range EncoderOut { get; }

    /// <summary>[embedding, hidden].</summary>
    public Range PredictorIn { get; }

    /// <summary>[hidden].</summary>
    public Range PredictorBias { get; }

    /// <summary>[hidden].</summary>
    public Range PredictorOut { get; }

    /// <summary>[1].</summary>
    public Range PredictionBias { get; }

    /// <summary>[embedding, hidden].</summary>
    public Range DecoderIn { get; }

    /// <summary>[hidden].</summary>
    public Range DecoderBias { get; }

    /// <summary>[hidden, outputs].</summary>
    public Range DecoderOut { get; }

    /// <summary>[outputs].</summary>
    public Range LogitBias { get; }

    /// <summary>The number of weights.</summary>
    public int Count { get; }

    private static Range After(Range before, int size) => before.End..(before.End.Value + size);
}
