namespace Microsoft.ML.Trainers;

public sealed partial class AveragedPerceptronTrainer
{
    /// <summary>The options of <see cref="AveragedPerceptronTrainer"/>.</summary>
    public sealed class Options : AveragedLinearOptions
    {
        public Options() => NumberOfIterations = 10;

        public IClassificationLoss LossFunction { get; set; }
    }
}
