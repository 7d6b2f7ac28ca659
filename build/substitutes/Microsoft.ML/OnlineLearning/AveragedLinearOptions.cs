namespace Microsoft.ML.Trainers;

/// <summary>The options of online trainers that average the weights they pass through.</summary>
public abstract class AveragedLinearOptions : OnlineLinearOptions
{
    public float LearningRate = 1;

    public bool DecreaseLearningRate = false;

    public long? ResetWeightsAfterXExamples = null;

    public bool LazyUpdate = true;

    public float L2Regularization = 0;

    public float RecencyGain = 0;

    public bool RecencyGainMultiplicative = false;

    public bool Averaged = true;

    protected AveragedLinearOptions()
    {
    }

    /// <summary>How far pending updates may outgrow those in the average before they are added to it.</summary>
    internal const float AveragedTolerance = 1e-2f;
}
