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

    /// <summary>What the tokens before each token [batch, length], the start token first, add to the gates of the LSTM: [length, batch, 4 × hidden].</summary>
    public Tensor Project(Tensor previous) => _lstm.Project(previous, _lstm.Tabulate(_tokens.weight!), (int)_tokens.weight!.shape[0]);

    /// <summary>Prepares the encoder's hidden states [batch, steps, hidden].</summary>
    public AttentionMemory Prepare(Tensor memory) =>
        new(_score.Project(memory), _combine is null ? memory : memory.matmul(Half(0)));

    /// <summary>The logits [batch, length, vocabulary] of each token.</summary>
    /// <param name="outputs">The outputs of the LSTM: [length, batch, hidden].</param>
    /// <param name="memory">What <see cref="Prepare"/> made of the encoder's hidden states.</param>
    public Tensor Spell(Tensor outputs, AttentionMemory memory)
    {
        Tensor states = outputs.transpose(0, 1);
        return Combine(states, _score.call(states, memory.Keys).softmax(-1).bmm(memory.Values));
    }

    /// <summary>What each token and the biases add to the gates of the LSTM: [vocabulary, 4 × hidden].</summary>
    public Tensor Tabulate() => _lstm.AddBiases(_lstm.Tabulate(_tokens.weight!));

    /// <summary>The logits [batch, vocabulary] of the next token, without a gradient.</summary>
    /// <param name="output">The output of the LSTM: [batch, hidden].</param>
    /// <param name="memory">What <see cref="Prepare"/> made of the encoder's hidden states.</param>
    public Tensor SpellNext(Tensor output, AttentionMemory memory) => _score.ComparesByProduct
        ? Combine(output, memory.Attend(output))
        : Spell(output.unsqueeze(0), memory).squeeze(1);

    private Tensor Combine(Tensor states, Tensor context) =>
        _output.call(_combine is null ? cat([context, states], -1) : (context + states.matmul(Half(1))).tanh());

    // What is multiplied with the context, and with the state.
    private Tensor Half(int half) => _combine!.weight!.narrow(1, half * _lstm.HiddenSize, _lstm.HiddenSize).t();
}
