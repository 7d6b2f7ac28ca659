using System.Diagnostics;
using Microsoft.ML.Runtime;
using Timer = System.Timers.Timer;

namespace Microsoft.ML.AutoML;

/// <summary>Samples the process's memory and processor time, and cancels a trial that needs more memory than the settings allow.</summary>
public class DefaultPerformanceMonitor : IPerformanceMonitor
{
    private const double BytesInMegaByte = 1024 * 1024;

    private readonly AutoMLExperiment.AutoMLExperimentSettings _settings;
    private readonly IChannel _logger;
    private readonly int _checkIntervalInMilliseconds;
    private Timer _timer;
    private TimeSpan _lastProcessorTime;
    private double? _peakCpuUsage;
    private double? _peakMemoryUsage;

    public DefaultPerformanceMonitor(AutoMLExperiment.AutoMLExperimentSettings settings, IChannel logger, int checkIntervalInMilliseconds)
    {
        _settings = settings;
        _logger = logger;
        _checkIntervalInMilliseconds = checkIntervalInMilliseconds;
    }

    public event EventHandler<TrialPerformanceMetrics> PerformanceMetricsUpdated;

    /// <summary>Takes one sample at once, and then one each interval.</summary>
    public void Start()
    {
        if (_timer is null)
        {
            using var process = Process.GetCurrentProcess();
            _lastProcessorTime = process.TotalProcessorTime;
            _timer = new Timer(_checkIntervalInMilliseconds) { AutoReset = true };
            _timer.Elapsed += (_, _) => Sample();
            Trace($"{typeof(DefaultPerformanceMonitor)} has been started");
        }

        _timer.Enabled = false;
        Sample();
        _timer.Enabled = true;
    }

    public void Pause() => _timer.Enabled = false;

    public void Stop()
    {
        _timer?.Stop();
        _timer?.Dispose();
        _timer = null;
        _peakCpuUsage = null;
        _peakMemoryUsage = null;
    }

    public void Dispose() => Stop();

    public double? GetPeakMemoryUsageInMegaByte() => _peakMemoryUsage;

    public double? GetPeakCpuUsage() => _peakCpuUsage;

    public virtual void OnPerformanceMetricsUpdatedHandler(TrialSettings trialSettings, TrialPerformanceMetrics metrics, CancellationTokenSource trialCancellationTokenSource)
    {
        Trace($"maximum memory usage: {_settings.MaximumMemoryUsageInMegaByte}, PeakMemoryUsage: {metrics.PeakMemoryUsage} trialIsCancelled: {trialCancellationTokenSource.IsCancellationRequested}");
        if (!(metrics.PeakMemoryUsage > _settings.MaximumMemoryUsageInMegaByte) || trialCancellationTokenSource.IsCancellationRequested)
        {
            return;
        }

        Trace($"cancel current trial {trialSettings.TrialId} because it uses {metrics.PeakMemoryUsage} mb memory and the maximum memory usage is {_settings.MaximumMemoryUsageInMegaByte}");
        trialCancellationTokenSource.Cancel();
        GC.Collect();
    }

    private void Sample()
    {
        using var process = Process.GetCurrentProcess();
        var processorTime = process.TotalProcessorTime;
        var cpuUsage = (processorTime - _lastProcessorTime).TotalMilliseconds / (Environment.ProcessorCount * _checkIntervalInMilliseconds);
        _lastProcessorTime = processorTime;
        var memoryUsage = process.WorkingSet64 / BytesInMegaByte;
        _peakCpuUsage = Math.Max(cpuUsage, _peakCpuUsage ?? 0);
        _peakMemoryUsage = Math.Max(memoryUsage, _peakMemoryUsage ?? 0);
        Trace($"current CPU: {cpuUsage}, current Memory(mb): {memoryUsage}");
        PerformanceMetricsUpdated?.Invoke(this, new TrialPerformanceMetrics
        {
            CpuUsage = cpuUsage,
            MemoryUsage = memoryUsage,
            PeakCpuUsage = _peakCpuUsage,
            PeakMemoryUsage = _peakMemoryUsage,
        });
    }

    private void Trace(string message) => _logger?.Trace(MessageSensitivity.Unknown, message);
}
