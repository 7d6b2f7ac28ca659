using Microsoft.ML.NAO.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// Maps architectures to a continuous space: an LSTM whose hidden states, each of unit length, are what the decoder attends to,
/// and whose mean is the architecture's embedding.
/// </summary>
/// <remarks>The paper prints a division by the squared norm; this follows the authors' code, which divides by the norm.</remarks>
internal sealed class ArchitectureEncoder : nn.Module<Tensor, Tensor>
{
    private readonly int _tokensPerStep;
    private readonly bool _normalizeEmbedding;
    private readonly double _dropout;
    private readonly Embedding _tokens;
    private readonly LSTM _lstm;

    /// <param name="space">The space whose architectures are encoded.</param>
    /// <param name="options">Sizes, and how the sequence is read and summarized.</param>
    public ArchitectureEncoder(ArchitectureSpace space, RecurrentModelOptions options)
        : base(nameof(ArchitectureEncoder))
    {
        _tokensPerStep = options.EncodeBranches ? space.TokensPerBranch : 1;
        _normalizeEmbedding = options.NormalizeEmbedding;
        _dropout = options.EncoderDropout;
        _tokens = nn.Embedding(space.VocabularySize, options.TokenEmbeddingSize);
        _lstm = nn.LSTM(_tokensPerStep * options.TokenEmbeddingSize, options.HiddenSize, batchFirst: true);
        RegisterComponents();
    }

    /// <summary>The hidden states of unit length: from tokens [batch, length] to [batch, steps, hidden].</summary>
    public override Tensor forward(Tensor input)
    {
        long batch = input.shape[0];
        long steps = input.shape[1] / _tokensPerStep;
        var (states, _, _) = _lstm.call(_tokens.call(input).reshape(batch, steps, -1));
        return UnitLength.Normalize(nn.functional.dropout(states, _dropout, training));
    }

    /// <summary>The embedding [batch, hidden] of architectures with the given states [batch, steps, hidden].</summary>
    public Tensor Summarize(Tensor states)
    {
        Tensor mean = states.mean([1]);
        return _normalizeEmbedding ? UnitLength.Normalize(mean) : mean;
    }
}
