using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The trainings of networks for tables and texts, unless told otherwise: as long as the number of rows asks for.</summary>
internal static class DefaultTraining
{
    /// <summary>About how many steps a trial takes.</summary>
    public const int SearchSteps = 1000;

    /// <summary>About how many steps the final training takes.</summary>
    public const int FinalSteps = 2000;

    private const int BatchesOfAnEpoch = 16;
    private const int SmallestBatch = 16;
    private const int LargestBatch = 256;
    private const int LeastEpochs = 10;
    private const int MostEpochs = 200;

    public static TrainingOptions Create(int rows, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        int batch = Math.Clamp(rows / BatchesOfAnEpoch, SmallestBatch, LargestBatch);
        int batches = (rows + batch - 1) / batch;
        return new TrainingOptions
        {
            Optimizer = TrainingOptimizer.AdamW,
            LearningRate = 0.003,
            WeightDecay = 0.01,
            BatchSize = batch,
            Epochs = Math.Clamp(steps / batches, LeastEpochs, MostEpochs),
            ValidationEpochs = 1,
        };
    }
}
