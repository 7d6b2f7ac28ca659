namespace Microsoft.ML.AutoML;

/// <summary>What a trial uses: memory in MB, processor time as a share of all cores.</summary>
public class TrialPerformanceMetrics
{
    public double? PeakMemoryUsage { get; set; }

    public double? PeakCpuUsage { get; set; }

    public double CpuUsage { get; internal set; }

    public double MemoryUsage { get; internal set; }
}
