namespace Microsoft.ML.NAO.Nao;

/// <summary>Goes over a training set, batch by batch, until a model has converged or the epochs are used up.</summary>
internal static class EpochLoop
{
    /// <summary>Runs the epochs.</summary>
    /// <param name="set">What to train on.</param>
    /// <param name="options">The size of a batch, and when a model has converged.</param>
    /// <param name="epochs">The largest number of epochs.</param>
    /// <param name="random">Shuffles.</param>
    /// <param name="step">Trains on one batch, and returns its mean losses.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    public static NaoTrainingSummary Run(
        TrainingSet set,
        NaoOptions options,
        int epochs,
        Random random,
        Func<int[], (double SquaredError, double CrossEntropy)> step,
        CancellationToken cancellationToken)
    {
        var summary = new NaoTrainingSummary(0, double.NaN, double.NaN);
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            double squaredError = 0;
            double crossEntropy = 0;
            foreach (int[] batch in set.Shuffle(options.BatchSize, random))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var losses = step(batch);
                squaredError += losses.SquaredError * batch.Length / set.Count;
                crossEntropy += losses.CrossEntropy * batch.Length / set.Count;
            }

            summary = new NaoTrainingSummary(epoch, squaredError, crossEntropy);
            if (summary.HasConverged(options))
            {
                break;
            }
        }

        return summary;
    }
}
