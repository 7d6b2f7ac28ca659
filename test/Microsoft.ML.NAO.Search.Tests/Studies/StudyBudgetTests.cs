using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudyBudgetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void No_trial_begins_when_the_epochs_are_used_up()
    {
        var evaluator = new EpochEvaluator(3);

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxEpochs = 7 }).Run();

        Assert.AreEqual(StopReason.EpochBudget, result.StopReason);
        Assert.HasCount(3, result.Trials);
        Assert.AreEqual(9, evaluator.Epochs);
        Assert.IsTrue(result.Trials.All(trial => trial.Epochs == 3));
    }

    [TestMethod]
    public void The_epochs_of_pruned_trials_and_of_the_journal_count()
    {
        StudyOptions Options(long epochs) => new() { MaxEpochs = epochs, JournalPath = Journal, Scheduler = new AshaOptions() };
        StudyResult first = TestStudies.Create(new EpochEvaluator(3), Options(10)).Run();
        long used = first.Trials.Sum(trial => trial.Epochs);

        Assert.Contains(trial => trial.Epochs == 1, first.Trials);
        Assert.IsTrue(used is >= 10 and < 13);
        StudyResult again = TestStudies.Create(new EpochEvaluator(3), Options(used)).Run();
        Assert.AreEqual(first.Trials.Count, again.Trials.Count);
        Assert.AreEqual(first.Trials.Count + 1, TestStudies.Create(new EpochEvaluator(3), Options(used + 1)).Run().Trials.Count);
    }

    [TestMethod]
    public void A_metric_that_is_good_enough_ends_the_study()
    {
        var evaluator = ScoreEvaluator.Of(request => request.TrialNumber);
        StudyOptions options = new() { MaxTrials = 9, TargetMetric = 3, JournalPath = Journal };

        StudyResult result = TestStudies.Create(evaluator, options).Run();
        StudyResult again = TestStudies.Create(evaluator, options).Run();

        Assert.AreEqual(StopReason.TargetReached, result.StopReason);
        Assert.HasCount(4, result.Trials);
        Assert.AreEqual(StopReason.TargetReached, again.StopReason);
        Assert.HasCount(4, again.Trials);
    }

    [TestMethod]
    public void A_metric_that_is_low_enough_ends_the_study_where_less_is_better()
    {
        StudyResult result = TestStudies.Create(
            ScoreEvaluator.Of(request => 10 - request.TrialNumber), new StudyOptions { MaxTrials = 9, TargetMetric = 7.5 }, objective: new Objective("Loss", false)).Run();

        Assert.AreEqual(7, result.Best.Metric);
    }

    [TestMethod]
    public void The_other_workers_trials_are_cancelled_then()
    {
        using var both = new Barrier(2);
        var reaching = ScoreEvaluator.Of(_ =>
        {
            both.SignalAndWait();
            return 5;
        });
        var waiting = new ScoreEvaluator((_, token) =>
        {
            both.SignalAndWait(CancellationToken.None);
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return new EvaluationResult(1);
        });

        StudyResult result = new Study(
            new PairSpace(), TestStrategies.Objective, TestStrategies.CreateOptions("random"), [reaching, waiting], new StudyOptions { MaxTrials = 9, TargetMetric = 5 }).Run();

        Assert.AreEqual(StopReason.TargetReached, result.StopReason);
        Assert.HasCount(1, result.Trials);
    }

    [TestMethod]
    public void Budgets_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<ValidationException>(() => TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxEpochs = 0 }));
        Assert.ThrowsExactly<ValidationException>(() => TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 1, TargetMetric = double.NaN }));
        Assert.ThrowsExactly<ValidationException>(() => TestStudies.Create(new ScoreEvaluator(), new StudyOptions { TargetMetric = 1 }));
    }
}
