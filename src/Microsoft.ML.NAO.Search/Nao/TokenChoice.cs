namespace Microsoft.ML.NAO.Nao;

/// <summary>Chooses the next token from a decoder's logits. Illegal tokens have a likelihood of zero, whatever their logits.</summary>
internal static class TokenChoice
{
    /// <summary>Chooses a token.</summary>
    /// <param name="logits">The logits of all tokens.</param>
    /// <param name="legal">Which of them are legal, at least one.</param>
    /// <param name="random">Null for the likeliest token; otherwise the token is drawn by its likelihood.</param>
    public static int Choose(ReadOnlySpan<float> logits, ReadOnlySpan<bool> legal, Random? random)
    {
        int best = -1;
        double highest = double.NegativeInfinity;
        for (int token = 0; token < logits.Length; token++)
        {
            if (!legal[token])
            {
                continue;
            }

            // Gumbel's trick: the largest of logits with this noise is a draw from their softmax.
            double score = random is null ? logits[token] : logits[token] - Math.Log(-Math.Log(1 - random.NextDouble()));
            if (best < 0 || score > highest)
            {
                (best, highest) = (token, score);
            }
        }

        return best;
    }
}
