
namespace Microsoft.ML.NAO.Serving;

/// <summary>Compares what a serving chain answers with what the trained network answers, on real rows.</summary>
internal static class ServingCheck
{
    /// <summary>The largest difference that is taken for rounding: of a probability, or of a value in the units of the larger of 1 and its size.</summary>
    public const float Tolerance = 1e-4f;

    /// <summary>How many rows are compared: enough to meet every class and every operation with different values, and done in a second or two.</summary>
    public const int RowCount = 64;

    /// <summary>Throws unless both give the same scores.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="head">The chain's head.</param>
    /// <param name="rows">Rows to compare on.</param>
    /// <param name="expected">The network's scores, row by row.</param>
    /// <returns>The largest difference.</returns>
    /// <exception cref="InvalidOperationException">A score differs by more than <see cref="Tolerance"/>.</exception>
    public static float Run(ITransformer chain, ServingHead head, IDataView rows, float[] expected)
    {
        float[] actual = head.ReadScores(chain.Transform(rows));
        float[] wanted = head.SelectScores(expected);
        if (actual.Length != wanted.Length)
        {
            throw new InvalidOperationException($"The exported network gives {actual.Length} scores where the trained one gives {wanted.Length}.");
        }

        float worst = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            float difference = Math.Abs(actual[i] - wanted[i]) / Math.Max(1, Math.Abs(wanted[i]));
            worst = float.IsNaN(difference) ? float.PositiveInfinity : Math.Max(worst, difference);
        }

        return worst <= Tolerance ? worst : throw new InvalidOperationException(
            $"The exported network does not answer as the trained one does: on {actual.Length} scores the difference is up to {worst}, more than {Tolerance}.");
    }
}
