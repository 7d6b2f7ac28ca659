namespace Microsoft.ML.NAO.Nao;

/// <summary>How the decoder scores the encoder's hidden states at each step.</summary>
public enum DecoderAttention
{
    /// <summary>The product of the decoder's state, mapped by a matrix, with each hidden state (Luong et al., 2015, "general"; the authors' PyTorch search for convolutional cells).</summary>
    General,

    /// <summary>The product of the decoder's state with each hidden state (Luong et al., 2015, "dot"; the authors' search for recurrent cells with weight sharing).</summary>
    Dot,

    /// <summary>A layer with tanh over both (Bahdanau et al., 2015; the authors' TensorFlow code, which also normalizes it and feeds the context back).</summary>
    Additive,
}
