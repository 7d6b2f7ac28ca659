using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML.Tests.Experiments;

[TestClass]
public class FailureTests
{
    private readonly MLContext _context = new(7);
    private readonly RecordingTuner _tuner = new();
    private readonly RecordingMonitor _monitor = new();

    [TestMethod]
    public void A_failed_trial_is_an_update_with_the_largest_loss()
    {
        var best = Experiment(settings => settings.TrialId == 1 ? throw new InvalidOperationException("no") : 5).SetMaxModelToExplore(3).Run();

        Assert.AreEqual(0, best.TrialSettings.TrialId);
        CollectionAssert.AreEqual(new[] { 5, double.MaxValue, 5 }, _tuner.Updates.Select(result => result.Loss).ToArray());
        CollectionAssert.Contains(_monitor.Events, "failed 1: no");
        Assert.AreEqual(1, _tuner.Updates[1].TrialSettings.TrialId);
    }

    [TestMethod]
    public async Task A_failure_before_the_first_success_is_rethrown()
    {
        var experiment = Experiment(_ => throw new InvalidOperationException("no")).SetMaxModelToExplore(3);

        var error = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => experiment.RunAsync());

        Assert.AreEqual("no", error.Message);
        Assert.HasCount(1, _tuner.Updates);
        Assert.IsInstanceOfType<InvalidOperationException>(Assert.ThrowsExactly<AggregateException>(experiment.Run).InnerException);
    }

    [TestMethod]
    public void A_cancelled_trial_before_the_first_success_is_not()
    {
        var best = Experiment(settings => settings.TrialId == 0 ? throw new OperationCanceledException() : 5).SetMaxModelToExplore(2).Run();

        Assert.AreEqual(1, best.TrialSettings.TrialId);
        Assert.AreEqual(double.MaxValue, _tuner.Updates[0].Loss);
    }

    [TestMethod]
    public async Task Only_cancelled_trials_are_a_timeout()
    {
        var experiment = Experiment(_ => throw new OperationCanceledException()).SetMaxModelToExplore(2);

        await Assert.ThrowsExactlyAsync<TimeoutException>(() => experiment.RunAsync());
    }

    [TestMethod]
    public void A_loss_that_is_not_a_number_is_never_the_best()
    {
        var best = Experiment(settings => settings.TrialId == 1 ? 5 : double.NaN).SetMaxModelToExplore(3).Run();

        Assert.AreEqual(1, best.TrialSettings.TrialId);
        CollectionAssert.AreEqual(new[] { "best 1" }, _monitor.Events.Where(text => text.StartsWith("best", StringComparison.Ordinal)).ToArray());
    }

    [TestMethod]
    public async Task Only_losses_that_are_not_numbers_are_a_timeout()
    {
        var experiment = Experiment(_ => double.NaN).SetMaxModelToExplore(2);

        await Assert.ThrowsExactlyAsync<TimeoutException>(() => experiment.RunAsync());
    }

    [TestMethod]
    public async Task A_tuner_that_throws_ends_the_run()
    {
        var experiment = Experiment(_ => 1).SetTuner(new TiredTuner()).SetMaxModelToExplore(5);

        await Assert.ThrowsExactlyAsync<NotSupportedException>(() => experiment.RunAsync());
    }

    private AutoMLExperiment Experiment(Func<TrialSettings, double> loss)
        => _context.Auto().CreateExperiment().SetTuner(_tuner).SetMonitor(_monitor).SetTrialRunner(new DelegateRunner(loss));

    private sealed class TiredTuner : ITuner
    {
        private readonly RecordingTuner _inner = new();

        public Parameter Propose(TrialSettings settings) => settings.TrialId < 2 ? _inner.Propose(settings) : throw new NotSupportedException();

        public void Update(TrialResult result) => _inner.Update(result);
    }
}
