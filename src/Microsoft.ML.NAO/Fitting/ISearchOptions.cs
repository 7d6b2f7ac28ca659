using Microsoft.ML.NAO.Schedulers;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>What the options of all estimators that search say of the search.</summary>
internal interface ISearchOptions
{
    /// <inheritdoc cref="NeuralArchitectureOptions.Strategy"/>
    StrategyOptions Strategy { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.FirstArchitectures"/>
    IReadOnlyList<string>? FirstArchitectures { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.WeightSharing"/>
    WeightSharingOptions? WeightSharing { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxTrials"/>
    int MaxTrials { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxSearchTime"/>
    TimeSpan? MaxSearchTime { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxEpochs"/>
    long? MaxEpochs { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.TargetMetric"/>
    double? TargetMetric { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.Scheduler"/>
    SchedulerOptions? Scheduler { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.Workers"/>
    int Workers { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.GpuDeviceIds"/>
    IReadOnlyList<int>? GpuDeviceIds { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxParameters"/>
    long? MaxParameters { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxMultiplyAdds"/>
    long? MaxMultiplyAdds { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxLatency"/>
    TimeSpan? MaxLatency { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.MaxTrainingMemory"/>
    long? MaxTrainingMemory { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.Objectives"/>
    IList<MeasureObjective> Objectives { get; }

    /// <inheritdoc cref="NeuralArchitectureOptions.JournalPath"/>
    string? JournalPath { get; }

    /// <inheritdoc cref="PredictionOptions.Seed"/>
    int? Seed { get; }

    /// <inheritdoc cref="PredictionOptions.Progress"/>
    IProgress<NeuralArchitectureProgress>? Progress { get; }

    /// <inheritdoc cref="PredictionOptions.CancellationToken"/>
    CancellationToken CancellationToken { get; }
}
