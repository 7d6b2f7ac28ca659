namespace Microsoft.ML.AutoML;

/// <summary>Watches what a trial uses.</summary>
public interface IPerformanceMonitor : IDisposable
{
    event EventHandler<TrialPerformanceMetrics> PerformanceMetricsUpdated;

    void Start();

    void Pause();

    void Stop();

    double? GetPeakMemoryUsageInMegaByte();

    double? GetPeakCpuUsage();

    void OnPerformanceMetricsUpdatedHandler(TrialSettings trialSettings, TrialPerformanceMetrics metrics, CancellationTokenSource trialCancellationTokenSource);
}
