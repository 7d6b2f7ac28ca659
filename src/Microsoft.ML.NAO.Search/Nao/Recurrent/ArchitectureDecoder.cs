using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>
/// Spells architectures from their embeddings, token by token: an LSTM that starts from the embedding and attends to the
/// encoder's hidden states.
/// </summary>
/// <remarks>
/// The context does not feed the next step, so that all steps of training run in one call of the LSTM.
/// </remarks>
internal sealed class ArchitectureDecoder : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly Embedding _tokens;
    private readonly LSTM _lstm;
    private readonly Linear _query;
    private readonly Linear _combine;
    private readonly Linear _output;

    public ArchitectureDecoder(int vocabularySize, int hiddenSize)
        : base(nameof(ArchitectureDecoder))
    {
        _tokens = nn.Embedding(vocabularySize, hiddenSize);
        _lstm = nn.LSTM(hiddenSize, hiddenSize, batchFirst: true);
        _query = nn.Linear(hiddenSize, hiddenSize, hasBias: false);
        _combine = nn.Linear(2 * hiddenSize, hiddenSize, hasBias: false);
        _output = nn.Linear(hiddenSize, vocabularySize);
        RegisterComponents();
    }

    /// <summary>The logits [batch, length, vocabulary] of each token, given the token before each.</summary>
    /// <param name="previous">The tokens before, the start token first: [batch, length].</param>
    /// <param name="memory">The encoder's hidden states: [batch, steps, hidden].</param>
    /// <param name="embedding">The embeddings: [batch, hidden].</param>
    public override Tensor forward(Tensor previous, Tensor memory, Tensor embedding) => Step(previous, memory, Start(embedding)).Logits;

    /// <summary>The state before the first token: the embedding, as output and as cell.</summary>
    public static (Tensor Output, Tensor Cell) Start(Tensor embedding)
    {
        Tensor state = embedding.unsqueeze(0);
        return (state, state);
    }

    /// <summary>Goes on from a state by some tokens.</summary>
    public (Tensor Logits, (Tensor Output, Tensor Cell) State) Step(Tensor previous, Tensor memory, (Tensor Output, Tensor Cell) state)
    {
        var (states, output, cell) = _lstm.call(_tokens.call(previous), state);
        Tensor attention = _query.call(states).bmm(memory.transpose(1, 2)).softmax(-1);
        Tensor context = attention.bmm(memory);
        return (_output.call(_combine.call(cat([context, states], -1)).tanh()), (output, cell));
    }
}
