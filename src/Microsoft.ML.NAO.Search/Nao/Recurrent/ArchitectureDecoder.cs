using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// Spells architectures from their embeddings, token by token: an LSTM that attends to the encoder's hidden states.
/// </summary>
/// <remarks>
/// The context does not feed the next step, so that all steps of training run in one call of the LSTM.
/// </remarks>
internal sealed class ArchitectureDecoder : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly DecoderStart _start;
    private readonly Embedding _tokens;
    private readonly LSTM _lstm;
    private readonly AttentionScore _score;
    private readonly Linear? _combine;
    private readonly Linear _output;

    public ArchitectureDecoder(int vocabularySize, RecurrentModelOptions options)
        : base(nameof(ArchitectureDecoder))
    {
        int size = options.HiddenSize;
        _start = options.DecoderStart;
        _tokens = nn.Embedding(vocabularySize, size);
        _lstm = nn.LSTM(size, size, batchFirst: true);
        _score = new AttentionScore(options.Attention, size);
        _combine = options.DecoderOutput == DecoderOutput.HiddenLayer ? nn.Linear(2 * size, size, hasBias: false) : null;
        _output = nn.Linear(_combine is null ? 2 * size : size, vocabularySize);
        RegisterComponents();
    }

    /// <summary>The logits [batch, length, vocabulary] of each token, given the token before each.</summary>
    /// <param name="previous">The tokens before, the start token first: [batch, length].</param>
    /// <param name="memory">The encoder's hidden states: [batch, steps, hidden].</param>
    /// <param name="embedding">The embeddings: [batch, hidden].</param>
    public override Tensor forward(Tensor previous, Tensor memory, Tensor embedding) =>
        Step(previous, memory, Start(memory, embedding)).Logits;

    /// <summary>The state before the first token, the same as output and as cell.</summary>
    public (Tensor Output, Tensor Cell) Start(Tensor memory, Tensor embedding)
    {
        Tensor state = (_start == DecoderStart.Embedding ? embedding : memory.select(1, -1).contiguous()).unsqueeze(0);
        return (state, state);
    }

    /// <summary>Goes on from a state by some tokens.</summary>
    public (Tensor Logits, (Tensor Output, Tensor Cell) State) Step(Tensor previous, Tensor memory, (Tensor Output, Tensor Cell) state)
    {
        var (states, output, cell) = _lstm.call(_tokens.call(previous), state);
        Tensor context = _score.call(states, memory).softmax(-1).bmm(memory);
        Tensor both = cat([context, states], -1);
        return (_output.call(_combine is null ? both : _combine.call(both).tanh()), (output, cell));
    }
}
