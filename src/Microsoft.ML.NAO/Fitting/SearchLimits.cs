using Microsoft.ML.NAO.Evaluation;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Fitting;

/// <summary>What a search's options say about the cost of the final network.</summary>
internal static class SearchLimits
{
    /// <summary>Adds limits and objectives to a study's options.</summary>
    public static void Add(ISearchOptions options, StudyOptions study)
    {
        foreach (MeasureLimit limit in Create(options))
        {
            study.Limits.Add(limit);
        }

        foreach (MeasureObjective objective in options.Objectives)
        {
            study.Objectives.Add(objective);
        }
    }

    /// <summary>Whether anything of the final network is measured before trials are trained.</summary>
    public static bool AreMeasured(ISearchOptions options) => Create(options).Any() || options.Objectives.Count > 0;

    /// <summary>Whether its latency is.</summary>
    public static bool IsLatencyMeasured(ISearchOptions options) =>
        options.MaxLatency is not null || options.Objectives.Any(objective => objective.Measure == NetworkMeasurer.Latency);

    private static IEnumerable<MeasureLimit> Create(ISearchOptions options)
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
}
