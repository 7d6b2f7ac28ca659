namespace Microsoft.ML.NAO.Training;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="EpochCount">The number of epochs.</param>
/// <param name="Batch">The number of finished batches of this epoch.</param>
/// <param name="BatchCount">The number of batches of this epoch.</param>
/// <param name="Loss">The mean loss of this epoch so far.</param>
/// <param name="Accuracy">The share of this epoch's samples so far that were classified rightly, as they were trained on; NaN where there are no classes.</param>
public sealed record TrainingProgress(int Epoch, int EpochCount, int Batch, int BatchCount, double Loss, double Accuracy)
{
    /// <summary>The share of the whole training that is done, from 0 to 1.</summary>
    public double Fraction => (Epoch - 1 + ((double)Batch / BatchCount)) / EpochCount;
}
