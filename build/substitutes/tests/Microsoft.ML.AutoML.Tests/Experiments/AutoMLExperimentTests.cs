using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.ML.AutoML.Tests.Experiments;

[TestClass]
public class AutoMLExperimentTests
{
    private readonly MLContext _context = new(7);
    private readonly RecordingTuner _tuner = new();

    [TestMethod]
    public void The_smallest_loss_is_the_best()
    {
        double[] losses = [3, 1, 2];
        var monitor = new RecordingMonitor();

        var best = Experiment(settings => losses[settings.TrialId]).SetMonitor(monitor).SetMaxModelToExplore(3).Run();

        Assert.AreEqual(1, best.TrialSettings.TrialId);
        Assert.AreEqual(1.0, best.Loss);
        Assert.AreEqual(1, best.TrialSettings.Parameter["number"].AsType<int>());
        Assert.IsNotNull(best.TrialSettings.EndedAtUtc);
        Assert.IsNotNull(best.PeakMemoryInMegaByte);
        Assert.AreEqual("running 0, completed 0, best 0, running 1, completed 1, best 1, running 2, completed 2", string.Join(", ", monitor.Events));
        CollectionAssert.AreEqual(losses, _tuner.Updates.Select(result => result.Loss).ToArray());
    }

    [TestMethod]
    public void Trials_run_one_at_a_time()
    {
        var running = 0;
        var most = 0;

        Experiment(settings =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.Sleep(5);
            Interlocked.Decrement(ref running);
            return settings.TrialId;
        }).SetMaxModelToExplore(4).Run();

        Assert.AreEqual(1, most);
    }

    [TestMethod]
    public void The_last_tuner_counts()
    {
        var last = new RecordingTuner();

        Experiment(_ => 0).SetTuner(last).SetMaxModelToExplore(2).Run();

        Assert.AreEqual(0, _tuner.Proposed);
        Assert.AreEqual(2, last.Proposed);
    }

    [TestMethod]
    public void A_tuners_factory_is_called_once_a_run()
    {
        var calls = 0;
        var experiment = _context.Auto().CreateExperiment().SetTrialRunner(new DelegateRunner(_ => 0)).SetMaxModelToExplore(3)
            .SetTuner(_ =>
            {
                calls++;
                return _tuner;
            });

        experiment.Run();
        Assert.AreEqual(1, calls);
    }

    [TestMethod]
    public void A_tuners_constructor_takes_services()
    {
        InjectedTuner.Last = null;

        _context.Auto().CreateExperiment().SetTrialRunner(new DelegateRunner(_ => 0)).SetMaxModelToExplore(1).SetTuner<InjectedTuner>().Run();

        Assert.AreEqual(7, InjectedTuner.Last!.Settings.Seed);
        Assert.IsNotNull(InjectedTuner.Last.Context);
    }

    [TestMethod]
    public void A_shared_runner_is_disposed_after_every_trial()
    {
        var runner = new DelegateRunner(_ => 0);

        _context.Auto().CreateExperiment().SetTuner(_tuner).SetTrialRunner(runner).SetMaxModelToExplore(3).Run();

        Assert.AreEqual(3, runner.Disposed);
    }

    [TestMethod]
    public void A_factory_makes_one_runner_more_that_is_never_disposed()
    {
        var runners = new List<DelegateRunner>();

        _context.Auto().CreateExperiment().SetTuner(_tuner).SetMaxModelToExplore(3).SetTrialRunner(_ =>
        {
            runners.Add(new DelegateRunner(_ => 0));
            return runners[^1];
        }).Run();

        CollectionAssert.AreEqual(new[] { 0, 1, 1, 1 }, runners.Select(runner => runner.Disposed).ToArray());
    }

    [TestMethod]
    public void A_result_without_settings_is_an_error()
    {
        var runner = new DelegateRunner((_, _) => new TrialResult { Loss = 1 });
        var experiment = _context.Auto().CreateExperiment().SetTuner(_tuner).SetTrialRunner(runner).SetMaxModelToExplore(1);

        var error = Assert.ThrowsExactly<AggregateException>(experiment.Run);

        Assert.IsInstanceOfType<NullReferenceException>(error.InnerException);
    }

    [TestMethod]
    public async Task Limits_in_the_settings_are_ignored()
    {
        using var cancellation = new CancellationTokenSource();
        var settings = new AutoMLExperiment.AutoMLExperimentSettings { MaxModels = 1, MaxExperimentTimeInSeconds = 0 };
        var experiment = _context.Auto().CreateExperiment(settings).SetTuner(_tuner).SetTrialRunner(new DelegateRunner(trial =>
        {
            if (trial.TrialId == 4)
            {
                cancellation.Cancel();
            }

            return -trial.TrialId;
        }));

        var best = await experiment.RunAsync(cancellation.Token);

        Assert.AreEqual(4, best.TrialSettings.TrialId);
    }

    [TestMethod]
    public void A_missing_tuner_is_a_null_reference()
    {
        var experiment = _context.Auto().CreateExperiment().SetTrialRunner(new DelegateRunner(_ => 0)).SetMaxModelToExplore(1);

        var error = Assert.ThrowsExactly<AggregateException>(experiment.Run);

        Assert.IsInstanceOfType<NullReferenceException>(error.InnerException);
    }

    [TestMethod]
    public void A_second_run_counts_trials_from_zero()
    {
        var experiment = Experiment(settings => settings.TrialId).SetMaxModelToExplore(2);

        experiment.Run();
        experiment.Run();

        CollectionAssert.AreEqual(new[] { 0, 1, 0, 1 }, _tuner.Updates.Select(result => result.TrialSettings.TrialId).ToArray());
    }

    [TestMethod]
    public void Defaults_of_the_settings()
    {
        var settings = new AutoMLExperiment.AutoMLExperimentSettings();

        Assert.AreEqual(86400u, settings.MaxExperimentTimeInSeconds);
        Assert.AreEqual(int.MaxValue, settings.MaxModels);
        Assert.IsNull(settings.Seed);
        Assert.IsNull(settings.MaximumMemoryUsageInMegaByte);
    }

    private AutoMLExperiment Experiment(Func<TrialSettings, double> loss)
        => _context.Auto().CreateExperiment().SetTuner(_tuner).SetTrialRunner(new DelegateRunner(loss));

    private sealed class InjectedTuner : ITuner
    {
        private readonly RecordingTuner _inner = new();

        public InjectedTuner(AutoMLExperiment.AutoMLExperimentSettings settings, MLContext context, IServiceProvider services)
        {
            Settings = settings;
            Context = context;
            Assert.AreSame(settings, services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>());
            Last = this;
        }

        public static InjectedTuner? Last { get; set; }

        public AutoMLExperiment.AutoMLExperimentSettings Settings { get; }

        public MLContext Context { get; }

        public SearchSpace.Parameter Propose(TrialSettings settings) => _inner.Propose(settings);

        public void Update(TrialResult result) => _inner.Update(result);
    }
}
