using System.Diagnostics;

namespace Microsoft.ML.AutoML.Tests.Experiments;

[TestClass]
public class StoppingTests
{
    private readonly MLContext _context = new(7);
    private readonly RecordingTuner _tuner = new();

    [TestMethod]
    public async Task Cancellation_returns_the_best_so_far()
    {
        using var cancellation = new CancellationTokenSource();

        var best = await Experiment((settings, ct) => RunUntil(2, cancellation, settings, ct)).RunAsync(cancellation.Token);

        Assert.AreEqual(1, best.TrialSettings.TrialId);
        Assert.HasCount(2, _tuner.Updates);
        Assert.AreEqual(3, _tuner.Proposed);
    }

    [TestMethod]
    public async Task Cancellation_before_a_trial_has_finished_is_a_timeout()
    {
        using var cancellation = new CancellationTokenSource();
        var experiment = Experiment((settings, ct) => RunUntil(0, cancellation, settings, ct));

        await Assert.ThrowsExactlyAsync<TimeoutException>(() => experiment.RunAsync(cancellation.Token));

        Assert.IsEmpty(_tuner.Updates);
    }

    [TestMethod]
    public async Task A_token_that_is_cancelled_already_is_a_timeout()
    {
        var experiment = Experiment((settings, _) => new TrialResult { TrialSettings = settings });

        await Assert.ThrowsExactlyAsync<TimeoutException>(() => experiment.RunAsync(new CancellationToken(true)));

        Assert.AreEqual(0, _tuner.Proposed);
    }

    [TestMethod]
    public void The_time_limit_ends_the_trial_under_way()
    {
        var watch = Stopwatch.StartNew();
        var experiment = Experiment((settings, ct) =>
        {
            if (settings.TrialId > 0)
            {
                ct.WaitHandle.WaitOne(TimeSpan.FromSeconds(30));
                ct.ThrowIfCancellationRequested();
            }

            return new TrialResult { TrialSettings = settings, Loss = 1 };
        });

        var best = experiment.SetTrainingTimeInSeconds(1).Run();

        Assert.AreEqual(0, best.TrialSettings.TrialId);
        Assert.HasCount(1, _tuner.Updates);
        Assert.IsLessThan(TimeSpan.FromSeconds(15), watch.Elapsed);
    }

    [TestMethod]
    public void The_last_limit_of_a_kind_counts()
    {
        Experiment((settings, _) => new TrialResult { TrialSettings = settings }).SetMaxModelToExplore(9).SetMaxModelToExplore(2).Run();

        Assert.HasCount(2, _tuner.Updates);
    }

    [TestMethod]
    public void The_memory_limit_ends_the_experiment()
    {
        var cancelled = false;
        var experiment = Experiment((settings, ct) =>
        {
            cancelled = ct.IsCancellationRequested;
            return new TrialResult { TrialSettings = settings, Loss = 1 };
        });

        var best = experiment.SetMaximumMemoryUsageInMegaByte(1).SetMaxModelToExplore(5).Run();

        Assert.IsTrue(cancelled);
        Assert.AreEqual(0, best.TrialSettings.TrialId);
        Assert.HasCount(1, _tuner.Updates);
    }

    private static TrialResult RunUntil(int last, CancellationTokenSource cancellation, TrialSettings settings, CancellationToken ct)
    {
        if (settings.TrialId == last)
        {
            cancellation.Cancel();
            ct.ThrowIfCancellationRequested();
        }

        return new TrialResult { TrialSettings = settings, Loss = -settings.TrialId };
    }

    private AutoMLExperiment Experiment(Func<TrialSettings, CancellationToken, TrialResult> run)
        => _context.Auto().CreateExperiment().SetTuner(_tuner).SetTrialRunner(new DelegateRunner(run));
}
