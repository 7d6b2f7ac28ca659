namespace Microsoft.ML.Trainers;

public sealed partial class OnlineGradientDescentTrainer
{
    /// <summary>The options of <see cref="OnlineGradientDescentTrainer"/>.</summary>
    public sealed class Options : AveragedLinearOptions
    {
        public Options()
        {
            LearningRate = 0.1f;
            DecreaseLearningRate = true;
        }

        public IRegressionLoss LossFunction { get; set; }
    }
}
