namespace Microsoft.ML.NAO.Nao;

/// <summary>The state from which the decoder's LSTM starts.</summary>
public enum DecoderStart
{
    /// <summary>The architecture's embedding, as output and as cell: all of the authors' code.</summary>
    Embedding,

    /// <summary>The encoder's last hidden state, as output and as cell: the paper, section 3.2.</summary>
    LastHiddenState,
}
