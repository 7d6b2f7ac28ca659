namespace Microsoft.ML.Runtime;

/// <summary>The units and metrics that a calculation reports.</summary>
public sealed class ProgressHeader
{
    public readonly IReadOnlyList<string> MetricNames;

    public readonly IReadOnlyList<string> UnitNames;

    public ProgressHeader(string[] metricNames, string[] unitNames)
    {
        MetricNames = metricNames ?? [];
        UnitNames = unitNames ?? [];
    }

    public ProgressHeader(params string[] unitNames)
        : this(null, unitNames)
    {
    }
}
