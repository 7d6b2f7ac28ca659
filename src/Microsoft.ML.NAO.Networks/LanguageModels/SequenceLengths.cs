namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>Draws how many steps each sequence of training has.</summary>
internal static class SequenceLengths
{
    private const int Shortest = 5;
    private const int LongestExcess = 20;

    /// <summary>The length that none exceeds.</summary>
    public static int GetLongest(LanguageModelTrainingOptions options) =>
        options.SequenceLength + (options.LengthDeviation == 0 ? 0 : LongestExcess);

    /// <summary>Draws the length of one sequence.</summary>
    public static int Draw(LanguageModelTrainingOptions options, Random random)
    {
        double meant = random.NextDouble() < options.HalfLengthProbability ? options.SequenceLength / 2.0 : options.SequenceLength;
        if (options.LengthDeviation == 0)
        {
            return Math.Max(1, (int)meant);
        }

        // Box and Muller's method: System.Random draws no normal numbers.
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        double normal = radius * Math.Cos(2 * Math.PI * random.NextDouble());
        int length = Math.Max(Shortest, (int)(meant + (options.LengthDeviation * normal)));
        return Math.Min(length, (int)meant + LongestExcess);
    }
}
