namespace Microsoft.ML.Trainers;

public sealed partial class LbfgsMaximumEntropyMulticlassTrainer
{
    /// <summary>The options of <see cref="LbfgsMaximumEntropyMulticlassTrainer"/>.</summary>
    public sealed class Options : OptionsBase
    {
        public Options()
        {
        }
    }
}
