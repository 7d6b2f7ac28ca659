using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// Spells architectures from their embeddings, token by token: an LSTM that attends to the encoder's hidden states.
/// </summary>
/// <remarks>
/// The context does not feed the next step, so that all steps of training run in one call.
/// </remarks>
internal sealed class ArchitectureDecoder : nn.Module
{
    private readonly DecoderStart _start;
    private readonly Embedding _tokens;
    private readonly LstmLayer _lstm;
    private readonly AttentionScore _score;
    private readonly Linear? _combine;
    private readonly Linear _output;

    public ArchitectureDecoder(int vocabularySize, RecurrentModelOptions options)
        : base(nameof(ArchitectureDecoder))
    {
        int size = options.HiddenSize;
        _start = options.DecoderStart;
        _tokens = nn.Embedding(vocabularySize, size);
        _lstm = new LstmLayer(size, size);
        _score = new AttentionScore(options.Attention, size);
        _combine = options.DecoderOutput == DecoderOutput.HiddenLayer ? nn.Linear(2 * size, size, hasBias: false) : null;
        _output = nn.Linear(_combine is null ? 2 * size : size, vocabularySize);
        RegisterComponents();
    }

    /// <summary>The LSTM.</summary>
    public LstmLayer Lstm => _lstm;

    /// <summary>The weights of all that comes after the LSTM.</summary>
    public IEnumerable<Parameter> OutputParameters => _score.parameters().Concat(_combine?.parameters() ?? []).Concat(_output.parameters());

    /// <summary>The state before the first token [batch, hidden], the same as output and as cell.</summary>
    /// <param name="memory">The encoder's hidden states: [batch, steps, hidden].</param>
    /// <param name="embedding">The embeddings: [batch, hidden].</param>
    public Tensor Start(Tensor memory, Tensor embedding) => _start == DecoderStart.Embedding ? embedding : memory.select(1, -1);

    /// <summary>What the tokens before each token [batch, length], the start token first, add to the gates of the LSTM.</summary>
    public Tensor Project(Tensor previous) => _lstm.Project(previous, _tokens.weight!);

    /// <summary>The logits [batch, length, vocabulary] of each token.</summary>
    /// <param name="outputs">The outputs of the LSTM: [length, batch, hidden].</param>
    /// <param name="memory">The encoder's hidden states: [batch, steps, hidden].</param>
    public Tensor Spell(Tensor outputs, Tensor memory)
    {
        Tensor states = outputs.transpose(0, 1);
        Tensor context = _score.call(states, memory).softmax(-1).bmm(memory);
        Tensor both = cat([context, states], -1);
        return _output.call(_combine is null ? both : _combine.call(both).tanh());
    }
}
