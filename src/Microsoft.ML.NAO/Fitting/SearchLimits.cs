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
            (ConvolutionalNetworkMeasurer.Parameters, options.MaxParameters),
            (ConvolutionalNetworkMeasurer.MultiplyAdds, options.MaxMultiplyAdds),
            (ConvolutionalNetworkMeasurer.TrainingMemory, options.MaxTrainingMemory),
            (ConvolutionalNetworkMeasurer.Latency, options.MaxLatency?.TotalMilliseconds),
        ];
        return limits.Where(limit => limit.Maximum is not null).Select(limit => new MeasureLimit(limit.Measure, limit.Maximum!.Value));
    }

    /// <summary>Whether anything of the final network is measured before trials are trained.</summary>
    public static bool AreMeasured(NeuralArchitectureOptions options) => Create(options).Any() || options.Objectives.Count > 0;

    /// <summary>What measures the final network; null where nobody asks.</summary>
    public static IArchitectureMeasurer? CreateMeasurer(ImageTask task, NeuralArchitectureOptions options)
    {
        bool latency = options.MaxLatency is not null
            || options.Objectives.Any(objective => objective.Measure == ConvolutionalNetworkMeasurer.Latency);
        return AreMeasured(options)
            ? new ConvolutionalNetworkMeasurer(
                options.Space,
                task.Images.Shape,
                task.Images.ClassNames.Count,
                options.FinalNetwork,
                Math.Min(options.FinalTraining.BatchSize, task.Images.Count),
                latency,
                DeviceSelection.Select(task.Host.Context, task.Host.Channel))
            : null;
    }
}
