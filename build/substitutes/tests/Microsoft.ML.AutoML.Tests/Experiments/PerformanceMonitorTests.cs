namespace Microsoft.ML.AutoML.Tests.Experiments;

[TestClass]
public class PerformanceMonitorTests
{
    [TestMethod]
    public void Each_trial_has_a_monitor_of_its_own()
    {
        var monitors = new List<FixedMonitor>();
        var experiment = new MLContext(7).Auto().CreateExperiment().SetTuner(new RecordingTuner()).SetTrialRunner(new DelegateRunner(_ => 1)).SetMaxModelToExplore(2);

        var best = experiment.SetPerformanceMonitor(_ =>
        {
            monitors.Add(new FixedMonitor());
            return monitors[^1];
        }).Run();

        Assert.AreEqual(42.0, best.PeakMemoryInMegaByte);
        Assert.AreEqual(0.5, best.PeakCpu);
        Assert.AreEqual("start, pause, dispose; start, pause, dispose", string.Join("; ", monitors.Select(monitor => string.Join(", ", monitor.Calls))));
    }

    [TestMethod]
    public void The_default_one_samples_at_once()
    {
        using var monitor = new DefaultPerformanceMonitor(new AutoMLExperiment.AutoMLExperimentSettings(), null, 60000);
        TrialPerformanceMetrics? seen = null;
        monitor.PerformanceMetricsUpdated += (_, metrics) => seen = metrics;

        monitor.Start();

        Assert.IsGreaterThan(1.0, seen!.MemoryUsage);
        Assert.AreEqual(seen.MemoryUsage, monitor.GetPeakMemoryUsageInMegaByte());
        monitor.Stop();
        Assert.IsNull(monitor.GetPeakMemoryUsageInMegaByte());
    }

    private sealed class FixedMonitor : IPerformanceMonitor
    {
        public event EventHandler<TrialPerformanceMetrics>? PerformanceMetricsUpdated;

        public List<string> Calls { get; } = [];

        public void Start()
        {
            Calls.Add("start");
            PerformanceMetricsUpdated?.Invoke(this, new TrialPerformanceMetrics());
        }

        public void Pause() => Calls.Add("pause");

        public void Stop() => Calls.Add("stop");

        public void Dispose() => Calls.Add("dispose");

        public double? GetPeakMemoryUsageInMegaByte() => 42;

        public double? GetPeakCpuUsage() => 0.5;

        public void OnPerformanceMetricsUpdatedHandler(TrialSettings trialSettings, TrialPerformanceMetrics metrics, CancellationTokenSource trialCancellationTokenSource)
        {
            // Nothing is too much for this one.
        }
    }
}
