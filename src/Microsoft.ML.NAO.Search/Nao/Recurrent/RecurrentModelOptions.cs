using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao.Recurrent;
using TorchSharp;

namespace Microsoft.ML.NAO.Nao;

/// <summary>
/// Options of NAO's model as the paper has it: an LSTM encoder, a feed-forward predictor and an LSTM decoder with attention (Luo et
/// al., NeurIPS 2018, section 3.2).
/// </summary>
public sealed class RecurrentModelOptions : NaoModelOptions
{
    /// <summary>Whether the encoder reads a whole branch in one step, its tokens' embeddings side by side.</summary>
    /// <value>The default value is <see langword="true"/>, as in the authors' code; the paper reads token by token.</value>
    public bool EncodeBranches { get; set; } = true;

    /// <summary>The size of a token's embedding in the encoder.</summary>
    /// <value>The default value is 48 (authors' search code; the paper: 32).</value>
    [Range(1, 4096)]
    public int TokenEmbeddingSize { get; set; } = NaoConstants.TokenEmbeddingSize;

    /// <summary>The size of the hidden states of encoder and decoder, and of an architecture's embedding.</summary>
    /// <value>The default value is 96, as in the paper.</value>
    [Range(1, 4096)]
    public int HiddenSize { get; set; } = NaoConstants.HiddenSize;

    /// <summary>The number of hidden layers of the performance predictor.</summary>
    /// <value>The default value is 3 (authors' search code; the paper: none for convolutional cells).</value>
    [Range(0, 64)]
    public int PredictorLayers { get; set; } = NaoConstants.PredictorLayers;

    /// <summary>The width of the predictor's hidden layers.</summary>
    /// <value>The default value is 200 (authors' search code).</value>
    [Range(1, 65536)]
    public int PredictorWidth { get; set; } = NaoConstants.PredictorWidth;

    /// <summary>The dropout of the predictor's hidden layers.</summary>
    /// <value>The default value is 0.1 (authors' search code).</value>
    [Range(0.0, 0.99)]
    public double PredictorDropout { get; set; } = NaoConstants.PredictorDropout;

    /// <summary>The dropout of the encoder's hidden states.</summary>
    /// <value>The default value is 0 (authors' PyTorch code; 0.1 in their TensorFlow code).</value>
    [Range(0.0, 0.99)]
    public double EncoderDropout { get; set; }

    /// <summary>Whether the mean of the hidden states is brought to unit length again before it is the embedding.</summary>
    /// <value>The default value is <see langword="true"/>, as in all of the authors' code; the paper takes the mean as it is.</value>
    public bool NormalizeEmbedding { get; set; } = true;

    /// <summary>The state from which the decoder starts.</summary>
    /// <value>The default value is <see cref="DecoderStart.Embedding"/>.</value>
    [EnumDataType(typeof(DecoderStart))]
    public DecoderStart DecoderStart { get; set; } = DecoderStart.Embedding;

    /// <summary>How the decoder attends to the encoder's hidden states.</summary>
    /// <value>The default value is <see cref="DecoderAttention.General"/>.</value>
    [EnumDataType(typeof(DecoderAttention))]
    public DecoderAttention Attention { get; set; } = DecoderAttention.General;

    /// <summary>How the decoder's state and its context become logits.</summary>
    /// <value>The default value is <see cref="DecoderOutput.HiddenLayer"/>.</value>
    [EnumDataType(typeof(DecoderOutput))]
    public DecoderOutput DecoderOutput { get; set; } = DecoderOutput.HiddenLayer;

    internal override INaoModel CreateModel(ArchitectureSpace space, NaoOptions options, Random random)
    {
        // Evaluators use libtorch's generator too, and must not change what a round does.
        torch.manual_seed(random.Next());
        return new RecurrentModel(space, this, options);
    }
}
