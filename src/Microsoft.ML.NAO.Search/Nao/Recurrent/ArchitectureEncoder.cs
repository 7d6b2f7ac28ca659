using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// Maps architectures to a continuous space: an LSTM whose hidden states, each of unit length, are what the decoder attends to,
/// and whose mean, of unit length again, is the architecture's embedding.
/// </summary>
/// <remarks>
/// The paper divides by the squared norm and does not normalize the mean; this follows the authors' code, which divides by the
/// norm and does.
/// </remarks>
internal sealed class ArchitectureEncoder : nn.Module<Tensor, Tensor>
{
    private readonly int _tokensPerStep;
    private readonly Embedding _tokens;
    private readonly LSTM _lstm;

    /// <param name="vocabularySize">The number of different tokens.</param>
    /// <param name="tokensPerStep">How many tokens one step of the LSTM reads, their embeddings side by side.</param>
    /// <param name="embeddingSize">The size of one token's embedding.</param>
    /// <param name="hiddenSize">The size of a hidden state.</param>
    public ArchitectureEncoder(int vocabularySize, int tokensPerStep, int embeddingSize, int hiddenSize)
        : base(nameof(ArchitectureEncoder))
    {
        _tokensPerStep = tokensPerStep;
        _tokens = nn.Embedding(vocabularySize, embeddingSize);
        _lstm = nn.LSTM(tokensPerStep * embeddingSize, hiddenSize, batchFirst: true);
        RegisterComponents();
    }

    /// <summary>The hidden states of unit length: from tokens [batch, length] to [batch, steps, hidden].</summary>
    public override Tensor forward(Tensor input)
    {
        long batch = input.shape[0];
        long steps = input.shape[1] / _tokensPerStep;
        var (states, _, _) = _lstm.call(_tokens.call(input).reshape(batch, steps, -1));
        return ToUnitLength(states);
    }

    /// <summary>The embedding [batch, hidden] of architectures with the given states [batch, steps, hidden].</summary>
    public static Tensor Summarize(Tensor states) => ToUnitLength(states.mean([1]));

    /// <summary>Divides each vector along the last dimension by its length.</summary>
    public static Tensor ToUnitLength(Tensor vectors) => vectors / vectors.norm(-1, true).clamp_min(NaoConstants.SmallestNorm);
}
