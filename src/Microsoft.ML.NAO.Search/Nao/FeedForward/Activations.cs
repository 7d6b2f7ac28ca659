namespace Microsoft.ML.NAO.Nao.FeedForward;

/// <summary>What a member computed for a batch, and the gradient on its way back. It grows with the batch, and is used again.</summary>
internal sealed class Activations(FeedForwardShape shape)
{
    private float[] _values = [];

    /// <summary>The number of architectures.</summary>
    public int Rows { get; private set; }

    /// <summary>[rows, hidden].</summary>
    public Span<float> EncoderHidden => Take(0, shape.Hidden);

    /// <summary>Of length 1 each: [rows, embedding].</summary>
    public Span<float> Embeddings => Take(shape.Hidden, shape.Embedding);

    /// <summary>The length that each embedding had before: [rows].</summary>
    public Span<float> Norms => Take(shape.Hidden + shape.Embedding, 1);

    /// <summary>[rows, hidden], of which as many rows are computed as have a target.</summary>
    public Span<float> PredictorHidden => Take(shape.Hidden + shape.Embedding + 1, shape.Hidden);

    /// <summary>[rows], as many as have a target.</summary>
    public Span<float> Predictions => Take((2 * shape.Hidden) + shape.Embedding + 1, 1);

    /// <summary>[rows, hidden].</summary>
    public Span<float> DecoderHidden => Take((2 * shape.Hidden) + shape.Embedding + 2, shape.Hidden);

    /// <summary>[rows, outputs].</summary>
    public Span<float> Logits => Take((3 * shape.Hidden) + shape.Embedding + 2, shape.Outputs);

    /// <summary>A gradient by hidden values: [rows, hidden].</summary>
    public Span<float> HiddenGradient => Take((3 * shape.Hidden) + shape.Embedding + 2 + shape.Outputs, shape.Hidden);

    /// <summary>The gradient by the embeddings: [rows, embedding].</summary>
    public Span<float> EmbeddingGradient => Take((4 * shape.Hidden) + shape.Embedding + 2 + shape.Outputs, shape.Embedding);

    private int PerRow => (4 * shape.Hidden) + (2 * shape.Embedding) + 2 + shape.Outputs;

    /// <summary>Makes room for a batch.</summary>
    public void Resize(int rows)
    {
        Rows = rows;
        if (_values.Length < rows * PerRow)
        {
            _values = new float[rows * PerRow];
        }
    }

    private Span<float> Take(int columnsBefore, int columns) => _values.AsSpan(columnsBefore * Rows, columns * Rows);
}
