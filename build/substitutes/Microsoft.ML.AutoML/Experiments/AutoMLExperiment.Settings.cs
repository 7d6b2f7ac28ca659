namespace Microsoft.ML.AutoML;

public partial class AutoMLExperiment
{
    /// <summary>What an experiment searches, and with which seed.</summary>
    public class AutoMLExperimentSettings : ExperimentSettings
    {
        public AutoMLExperimentSettings()
        {
        }

        /// <summary>The seed of the context, unless it is set; null if that has none.</summary>
        public int? Seed { get; set; }

        public SearchSpace.SearchSpace SearchSpace { get; set; }
    }
}
