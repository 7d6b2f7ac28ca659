using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao.Recurrent;

/// <summary>Scores each of the encoder's hidden states for each of the decoder's states.</summary>
internal sealed class AttentionScore : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear? _query;
    private readonly Linear? _key;
    private readonly Linear? _value;

    public AttentionScore(DecoderAttention attention, int size)
        : base(nameof(AttentionScore))
    {
        _query = attention == DecoderAttention.Dot ? null : nn.Linear(size, size, hasBias: false);
        if (attention == DecoderAttention.Additive)
        {
            _key = nn.Linear(size, size);
            _value = nn.Linear(size, 1, hasBias: false);
        }

        RegisterComponents();
    }

    /// <summary>Whether a score is the product of a state and what <see cref="Project"/> computed.</summary>
    public bool ComparesByProduct => _value is null;

    /// <summary>What states are compared with, of the encoder's hidden states [batch, steps, hidden].</summary>
    public Tensor Project(Tensor memory) =>
        _key is not null ? _key.call(memory)
        : _query is not null ? memory.matmul(_query.weight!)
        : memory;

    /// <summary>From the decoder's states [batch, length, hidden] and keys [batch, steps, hidden] to scores [batch, length, steps].</summary>
    public override Tensor forward(Tensor states, Tensor keys) => _value is null
        ? states.bmm(keys.transpose(1, 2))
        : _value.call((_query!.call(states).unsqueeze(2) + keys.unsqueeze(1)).tanh()).squeeze(-1);
}
