namespace Microsoft.ML.AutoML;

/// <summary>Names what an experiment measures.</summary>
public interface IMetricManager
{
    bool IsMaximize { get; }

    string MetricName { get; }
}
