using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>The trainings of networks for tables and texts, unless told otherwise: as long as the number of rows asks for.</summary>
internal static class DefaultTraining
{
    /// <summary>About how many steps the training of a given architecture takes.</summary>
    public const int FinalSteps = 1000;

    /// <summary>
    /// By which factor the learning rate of a linear model is higher: it has no layers that take a step on top of each other's, and with the rate of the
    /// others 300 steps do not take 100 weights to their places.
    /// </summary>
    public const double LinearFactor = 4;

    private const int StepsOfAFold = 300;
    private const int StepsWithoutFolds = 1000;
    private const int Folds = 5;
    private const int FewestToFold = 2 * Folds;
    private const int MostToFold = 1999;

    private const int BatchesOfAnEpoch = 16;
    private const int SmallestBatch = 16;
    private const int LargestBatch = 256;
    private const int LeastEpochs = 10;
    private const int MostEpochs = 200;

    /// <summary>In how many folds so many rows are cross-validated; 1 where they are not.</summary>
    public static int GetNumberOfFolds(int rows) => rows is >= FewestToFold and <= MostToFold ? Folds : 1;

    /// <summary>About how many steps a training of a trial takes.</summary>
    public static int GetSearchSteps(int rows) => GetNumberOfFolds(rows) > 1 ? StepsOfAFold : StepsWithoutFolds;

    /// <summary>The training for a number of rows that takes about so many steps.</summary>
    public static TrainingOptions Create(int rows, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        int batch = Math.Clamp(rows / BatchesOfAnEpoch, SmallestBatch, LargestBatch);
        int batches = (rows + batch - 1) / batch;
        return new TrainingOptions
        {
            Optimizer = TrainingOptimizer.AdamW,
            LearningRate = 0.006,
            WeightDecay = 0.01,
            BatchSize = batch,
            Epochs = Math.Clamp(steps / batches, LeastEpochs, MostEpochs),
            ValidationEpochs = 1,
        };
    }

    /// <summary>
    /// A training that goes as far as another one had gone when it was best, and whose learning rate still falls to its end: for so many epochs that
    /// the sum of its learning rates is the same.
    /// </summary>
    /// <param name="training">The other training, whose learning rate falls by a cosine.</param>
    /// <param name="share">The share of its epochs after which it was best.</param>
    public static TrainingOptions Shorten(TrainingOptions training, double share)
    {
        TrainingOptions shorter = training.Clone();

        // Twice the integral of (1 + cos πx) / 2 from 0 to the share: the mean learning rate of a whole cosine is a half.
        shorter.Epochs = Math.Max(1, (int)Math.Round(training.Epochs * (share + (Math.Sin(Math.PI * share) / Math.PI))));
        return shorter;
    }
}
