namespace Microsoft.ML.NAO.Nao;

/// <summary>How well predictions order what they predict.</summary>
public static class RankingMetrics
{
    /// <summary>
    /// The fraction of pairs that predictions put in the right order, as the authors count: a pair is right where both are at
    /// least as large for the first as for the second, or both smaller (section 4.1).
    /// </summary>
    /// <param name="actual">The actual values.</param>
    /// <param name="predicted">The predictions, in the same order.</param>
    /// <returns>Between 0 and 1, 0.5 for a guess; NaN for fewer than two values.</returns>
    public static double PairwiseAccuracy(IReadOnlyList<double> actual, IReadOnlyList<double> predicted)
    {
        CheckLengths(actual, predicted);
        long right = 0;
        for (int i = 0; i < actual.Count; i++)
        {
            for (int j = i + 1; j < actual.Count; j++)
            {
                right += actual[i] >= actual[j] == predicted[i] >= predicted[j] ? 1 : 0;
            }
        }

        return actual.Count < 2 ? double.NaN : right / (actual.Count * (actual.Count - 1.0) / 2);
    }

    /// <summary>Kendall's rank correlation τ-b, which accounts for ties.</summary>
    /// <param name="actual">The actual values.</param>
    /// <param name="predicted">The predictions, in the same order.</param>
    /// <returns>Between −1 and 1, 0 for a guess; NaN where all actual values or all predictions are equal.</returns>
    public static double KendallTau(IReadOnlyList<double> actual, IReadOnlyList<double> predicted)
    {
        CheckLengths(actual, predicted);
        long balance = 0;
        long untiedActual = 0;
        long untiedPredicted = 0;
        for (int i = 0; i < actual.Count; i++)
        {
            for (int j = i + 1; j < actual.Count; j++)
            {
                int a = actual[i].CompareTo(actual[j]);
                int p = predicted[i].CompareTo(predicted[j]);
                balance += a * p;
                untiedActual += a * a;
                untiedPredicted += p * p;
            }
        }

        return balance / Math.Sqrt((double)untiedActual * untiedPredicted);
    }

    private static void CheckLengths(IReadOnlyList<double> actual, IReadOnlyList<double> predicted)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        if (actual.Count != predicted.Count)
        {
            throw new ArgumentException($"There are {actual.Count} actual values and {predicted.Count} predictions.", nameof(predicted));
        }
    }
}
