namespace Microsoft.ML.NAO.Training;

/// <summary>
/// A learning rate that falls along half a cosine, step by step, and may start again (Loshchilov and Hutter, ICLR 2017), or by a factor
/// after each epoch.
/// </summary>
internal static class LearningRateSchedule
{
    // The share of the training that is done comes as a quotient, and an epoch's first step must not fall into the one before.
    private const double Rounding = 1e-12;

    /// <param name="options">The first and the last learning rate, and when it starts again.</param>
    /// <param name="progress">The share of the training that is done, below 1.</param>
    public static double GetLearningRate(TrainingOptions options, double progress) => options.LearningRateDecay is { } factor
        ? Math.Max(options.MinimumLearningRate, options.LearningRate * Math.Pow(factor, Math.Floor(progress * options.Epochs * (1 + Rounding))))
        : options.MinimumLearningRate
        + ((options.LearningRate - options.MinimumLearningRate) * (1 + Math.Cos(Math.PI * GetCycleProgress(options, progress))) / 2);

    private static double GetCycleProgress(TrainingOptions options, double progress)
    {
        if (options.RestartEpochs is not { } first)
        {
            return progress;
        }

        double length = first;
        double epoch = progress * options.Epochs;
        while (epoch >= length)
        {
            epoch -= length;
            length *= options.RestartFactor;
        }

        return epoch / length;
    }
}
