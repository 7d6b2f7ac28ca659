namespace Microsoft.ML.NAO.Training;

/// <summary>What one epoch of a training came to.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">The mean loss.</param>
/// <param name="Accuracy">The share of the samples that were classified rightly, as they were trained on: changed at random, the weights moving on. NaN where there are no classes.</param>
/// <param name="LearningRate">The learning rate of the last batch.</param>
public sealed record EpochSummary(int Epoch, double Loss, double Accuracy, double LearningRate)
{
    /// <summary>The figures of the validation set after the epoch; null where it was not validated.</summary>
    public PredictionFigures? Validation { get; init; }
}
