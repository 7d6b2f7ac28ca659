namespace Microsoft.ML.NAO.Nao;

/// <summary>How the decoder's state and the context it attended to become the logits of a token.</summary>
public enum DecoderOutput
{
    /// <summary>Both through a layer with tanh first: the authors' PyTorch code.</summary>
    HiddenLayer,

    /// <summary>Both through one matrix: the paper, section 3.2.</summary>
    Direct,
}
