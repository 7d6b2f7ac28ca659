namespace Microsoft.ML.AutoML;

/// <summary>What experiments of all kinds are told. An <see cref="AutoMLExperiment" /> takes its limits from its methods, not from here.</summary>
public abstract class ExperimentSettings
{
    private const uint OneDay = 24 * 60 * 60;

    public int MaxModels = int.MaxValue;

    public ExperimentSettings()
    {
    }

    public uint MaxExperimentTimeInSeconds { get; set; } = OneDay;

    public CancellationToken CancellationToken { get; set; }

    public string CacheDirectoryName { get; set; } = "Microsoft.ML.AutoML";

    public CacheBeforeTrainer CacheBeforeTrainer { get; set; } = CacheBeforeTrainer.Auto;

    public double? MaximumMemoryUsageInMegaByte { get; set; }
}
