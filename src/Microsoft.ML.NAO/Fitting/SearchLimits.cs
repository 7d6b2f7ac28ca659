using Microsoft.ML.NAO.Data;
using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Hosting;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>What the options say about the cost of the final network.</summary>
internal static class SearchLimits
{
    /// <summary>The limits.</summary>
    public static IEnumerable<MeasureLimit> Create(NeuralArchitectureOptions options)
    {
        (string Measure, double? Maximum)[] limits =
        [
            (NetworkMeasurer.Parameters, options.MaxParameters),
            (NetworkMeasurer.MultiplyAdds, options.MaxMultiplyAdds),
            (NetworkMeasurer.TrainingMemory, options.MaxTrainingMemory),
            (NetworkMeasurer.Latency, options.MaxLatency?.TotalMilliseconds),
        ];
        return limits.Where(limit => limit.Maximum is not null).Select(limit => new MeasureLimit(limit.Measure, limit.Maximum!.Value));
    }

    /// <summary>Whether anything of the final network is measured before trials are trained.</summary>
    public static bool AreMeasured(NeuralArchitectureOptions options) => Create(options).Any() || options.Objectives.Count > 0;

    /// <summary>What measures the final network; null where nobody asks.</summary>
    public static IArchitectureMeasurer? CreateMeasurer(PredictionData data, NetworkFamily family, NeuralArchitectureOptions options)
    {
        bool latency = options.MaxLatency is not null
            || options.Objectives.Any(objective => objective.Measure == NetworkMeasurer.Latency);
        if (!AreMeasured(options))
        {
            return null;
        }

        var device = DeviceSelection.Select(data.Host.Context, data.Host.Channel);
        int batch = Math.Min(family.FinalTraining.BatchSize, data.Train.Count);
        return new NetworkMeasurer(architecture => family.CreateFinalNetwork(architecture, seed: 0, device), data.Train, batch, latency);
    }
}
