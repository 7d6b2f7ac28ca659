namespace Microsoft.ML.Data;

/// <summary>Turns scores into probabilities.</summary>
internal static class Softmax
{
    /// <summary>Terms that are smaller than the largest by this factor's exponential do not count.</summary>
    private const float Cutoff = 30;

    public static float LogSumExp(ReadOnlySpan<float> scores)
    {
        int largest = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[largest])
                largest = i;
        }

        float max = scores[largest];
        if (scores.Length == 1 || float.IsNegativeInfinity(max))
            return max;

        double rest = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (i != largest && scores[i] > max - Cutoff)
                rest += Math.Exp(scores[i] - max);
        }

        return rest > 0 ? (float)(max + Math.Log(1 + rest)) : max;
    }

    public static void Apply(Span<float> scores)
    {
        float logNorm = LogSumExp(scores);
        for (int i = 0; i < scores.Length; i++)
            scores[i] = (float)Math.Exp(scores[i] - logNorm);
    }
}
