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
    private readonly bool _normalizeEmbedding;
    private readonly double _dropout;
    private readonly Embedding _tokens;
    private readonly LstmLayer _lstm;

    /// <param name="space">The space whose architectures are encoded.</param>
    /// <param name="options">Sizes, and how the sequence is read and summarized.</param>
    public ArchitectureEncoder(ArchitectureSpace space, RecurrentModelOptions options)
        : base(nameof(ArchitectureEncoder))
    {
        int tokensPerStep = options.EncodeBranches ? space.TokensPerBranch : 1;
        _normalizeEmbedding = options.NormalizeEmbedding;
        _dropout = options.EncoderDropout;
        _tokens = nn.Embedding(space.VocabularySize, options.TokenEmbeddingSize);
        _lstm = new LstmLayer(tokensPerStep * options.TokenEmbeddingSize, options.HiddenSize);
        RegisterComponents();
    }

    /// <summary>The LSTM.</summary>
    public LstmLayer Lstm => _lstm;

    /// <summary>The hidden states of unit length: from tokens [batch, length] to [batch, steps, hidden].</summary>
    public override Tensor forward(Tensor input) => Normalize(Run(Project(input)).Outputs);

    /// <summary>What tokens [batch, length] add to the gates of the LSTM: [steps, batch, 4 × hidden].</summary>
    public Tensor Project(Tensor tokens) => _lstm.Project(tokens, _lstm.Tabulate(_tokens.weight!), (int)_tokens.weight!.shape[0]);

    /// <summary>Runs the LSTM, which starts from zeros.</summary>
    /// <param name="projected">What <see cref="Project"/> computed; it is overwritten.</param>
    public LstmTrace Run(Tensor projected)
    {
        Tensor start = zeros(projected.shape[1], _lstm.HiddenSize);
        return _lstm.Run(projected, start, start);
    }

    /// <summary>From the outputs [steps, batch, hidden] of the LSTM to hidden states of unit length [batch, steps, hidden].</summary>
    public Tensor Normalize(Tensor outputs) => UnitLength.Normalize(nn.functional.dropout(outputs.transpose(0, 1), _dropout, training));

    /// <summary>The embedding [batch, hidden] of architectures with the given states [batch, steps, hidden].</summary>
    public Tensor Summarize(Tensor states)
    {
        Tensor mean = states.mean([1]);
        return _normalizeEmbedding ? UnitLength.Normalize(mean) : mean;
    }
}
