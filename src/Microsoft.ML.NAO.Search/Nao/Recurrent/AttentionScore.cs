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

    /// <summary>From the decoder's states [batch, length, hidden] and the encoder's [batch, steps, hidden] to scores [batch, length, steps].</summary>
    public override Tensor forward(Tensor states, Tensor memory)
    {
        Tensor query = _query is null ? states : _query.call(states);
        return _key is null || _value is null
            ? query.bmm(memory.transpose(1, 2))
            : _value.call((query.unsqueeze(2) + _key.call(memory).unsqueeze(1)).tanh()).squeeze(-1);
    }
}
