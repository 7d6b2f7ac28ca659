using Microsoft.ML.NAO.Architectures;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Nao;

/// <summary>Architectures of one space as tensors. They belong to the dispose scope in which the batch was made.</summary>
internal sealed class TokenBatch
{
    public TokenBatch(ArchitectureSpace space, IReadOnlyList<Architecture> architectures)
    {
        int length = space.Length;
        int vocabulary = space.VocabularySize;
        var tokens = new long[architectures.Count * length];
        var previous = new long[tokens.Length];
        var illegal = new bool[tokens.Length * vocabulary];
        for (int a = 0; a < architectures.Count; a++)
        {
            ReadOnlySpan<int> sequence = architectures[a].Tokens.AsSpan();
            for (int position = 0; position < length; position++)
            {
                int at = (a * length) + position;
                tokens[at] = sequence[position];
                previous[at] = position == 0 ? 0 : sequence[position - 1];
                MarkIllegal(space, sequence[..position], illegal.AsSpan(at * vocabulary, vocabulary));
            }
        }

        Tokens = tensor(tokens, architectures.Count, length);
        Previous = tensor(previous, architectures.Count, length);
        Illegal = tensor(illegal, [architectures.Count, length, vocabulary]);
    }

    /// <summary>The tokens: [batch, length].</summary>
    public Tensor Tokens { get; }

    /// <summary>The token before each, beginning with the start token 0: [batch, length].</summary>
    public Tensor Previous { get; }

    /// <summary>Whether a token is illegal after those before it: [batch, length, vocabulary].</summary>
    public Tensor Illegal { get; }

    /// <summary>Marks the tokens that must not follow a prefix.</summary>
    private static void MarkIllegal(ArchitectureSpace space, ReadOnlySpan<int> prefix, Span<bool> illegal)
    {
        space.GetLegalTokens(prefix, illegal);
        foreach (ref bool token in illegal)
        {
            token = !token;
        }
    }
}
