namespace Microsoft.ML.Trainers;

public sealed partial class LbfgsLogisticRegressionBinaryTrainer
{
    /// <summary>The options of <see cref="LbfgsLogisticRegressionBinaryTrainer"/>.</summary>
    public sealed class Options : OptionsBase
    {
        public Options()
        {
        }
    }
}
