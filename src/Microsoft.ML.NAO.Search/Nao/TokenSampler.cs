namespace Microsoft.ML.NAO.Nao;

/// <summary>Chooses tokens from a decoder's logits. Illegal tokens have a likelihood of zero, whatever their logits.</summary>
internal abstract class TokenSampler
{
    /// <summary>Always takes the likeliest token.</summary>
    public static TokenSampler Greedy { get; } = new GreedySampler();

    /// <summary>Draws tokens by their likelihood.</summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="noise">The probability with which a token is drawn from all legal ones alike instead.</param>
    public static TokenSampler Create(Random random, double noise) => new RandomSampler(random, noise);

    /// <summary>Chooses a token.</summary>
    /// <param name="logits">The logits of all tokens.</param>
    /// <param name="legal">Which of them are legal, at least one.</param>
    public int Choose(ReadOnlySpan<float> logits, ReadOnlySpan<bool> legal)
    {
        int best = -1;
        double highest = double.NegativeInfinity;
        double weight = NextWeight();
        for (int token = 0; token < logits.Length; token++)
        {
            if (!legal[token])
            {
                continue;
            }

            double score = Score(logits[token] * weight);
            if (best < 0 || score > highest)
            {
                (best, highest) = (token, score);
            }
        }

        return best;
    }

    /// <summary>How much the logits count for the next token.</summary>
    protected abstract double NextWeight();

    /// <summary>What the tokens are compared by.</summary>
    protected abstract double Score(double logit);

    private sealed class GreedySampler : TokenSampler
    {
        protected override double NextWeight() => 1;

        protected override double Score(double logit) => logit;
    }

    private sealed class RandomSampler(Random random, double noise) : TokenSampler
    {
        protected override double NextWeight() => random.NextDouble() < noise ? 0 : 1;

        // Gumbel's trick: the largest of logits with this noise is a draw from their softmax.
        protected override double Score(double logit) => logit - Math.Log(-Math.Log(1 - random.NextDouble()));
    }
}
