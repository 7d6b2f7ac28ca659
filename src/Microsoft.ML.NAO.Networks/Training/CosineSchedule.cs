namespace Microsoft.ML.NAO.Training;

/// <summary>A learning rate that falls along half a cosine, step by step.</summary>
internal static class CosineSchedule
{
    /// <param name="options">The first and the last learning rate.</param>
    /// <param name="progress">The share of the training that is done, from 0 to 1.</param>
    public static double GetLearningRate(TrainingOptions options, double progress) =>
        options.MinimumLearningRate
        + ((options.LearningRate - options.MinimumLearningRate) * (1 + Math.Cos(Math.PI * progress)) / 2);
}
