using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public class StudyTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly CollectedProgress _progress = new();

    [TestMethod]
    public void The_running_trial_is_cancelled_when_the_time_is_up()
    {
        var evaluator = new ScoreEvaluator((_, token) => Train(seconds: 4, token));

        StudyResult result = TestStudies.Create(evaluator, Options(maxDuration: 10 * Second)).Run();

        Assert.AreEqual(StopReason.TimeBudget, result.StopReason);
        Assert.HasCount(2, result.Trials);
        Assert.HasCount(3, evaluator.Requests);
        Assert.AreEqual(10 * Second, result.Elapsed);
    }

    [TestMethod]
    public void The_first_trial_may_run_to_its_end()
    {
        var evaluator = new ScoreEvaluator((_, token) => Train(seconds: 40, token));

        StudyResult result = TestStudies.Create(evaluator, Options(maxDuration: 10 * Second)).Run();

        Assert.AreEqual(StopReason.TimeBudget, result.StopReason);
        Assert.HasCount(1, result.Trials);
        Assert.AreEqual(40 * Second, result.Trials[0].Duration);
    }

    [TestMethod]
    public void A_study_whose_trials_all_fail_ends_when_the_time_is_up()
    {
        var evaluator = new ScoreEvaluator((_, _) =>
        {
            _clock.Advance(4 * Second);
            throw new InvalidOperationException("It burst.");
        });

        Assert.ThrowsExactly<StudyFailedException>(() => TestStudies.Create(evaluator, Options(maxDuration: 10 * Second)).Run());

        Assert.HasCount(3, evaluator.Requests);
    }

    [TestMethod]
    public void The_journals_trials_count_with_the_time_that_they_took()
    {
        using var folder = new TemporaryFolder();
        StudyOptions options = Options(maxDuration: 10 * Second);
        options.JournalPath = folder.File("journal");
        TestStudies.Create(new ScoreEvaluator((_, token) => Train(seconds: 4, token)), options).Run();

        StudyResult result = TestStudies.Create(new ScoreEvaluator((_, token) => Train(seconds: 1, token)), options).Run();

        Assert.AreEqual(2, result.ResumedTrials);
        Assert.HasCount(3, result.Trials);
        Assert.AreEqual(10 * Second, result.Elapsed);
    }

    [TestMethod]
    public void Progress_tells_trials_the_best_and_the_time_left()
    {
        var evaluator = new ScoreEvaluator((request, token) =>
        {
            _clock.Advance(Second);
            request.Progress!.Report(0.25);
            _clock.Advance(3 * Second);
            return new EvaluationResult(-request.TrialNumber);
        });

        TestStudies.Create(evaluator, Options(maxTrials: 3)).Run();

        List<StudyProgress> reports = _progress.Reports;
        Assert.HasCount(9, reports);
        Assert.IsNull(reports[0].TimeLeft);
        Assert.IsNull(reports[0].Best);
        Assert.AreEqual(0.25, reports[1].TrialFraction);
        Assert.AreEqual(11 * Second, reports[1].TimeLeft);
        Assert.AreEqual(1, reports[2].FinishedTrials);
        Assert.AreEqual(0, reports[2].Latest?.Number);
        Assert.AreEqual(8 * Second, reports[2].TimeLeft);
        Assert.AreEqual(7 * Second, reports[4].TimeLeft);
        Assert.AreEqual(3, reports[8].FinishedTrials);
        Assert.AreEqual(0, reports[8].Best?.Number);
        Assert.AreEqual(TimeSpan.Zero, reports[8].TimeLeft);
        Assert.AreEqual(12 * Second, reports[8].Elapsed);
    }

    [TestMethod]
    public void The_time_left_is_never_more_than_the_budget_of_time()
    {
        var evaluator = new ScoreEvaluator((_, token) => Train(seconds: 4, token));

        TestStudies.Create(evaluator, Options(maxTrials: 100, maxDuration: 10 * Second)).Run();

        Assert.IsTrue(_progress.Reports.All(report => report.TimeLeft + report.Elapsed <= 10 * Second));
    }

    [TestMethod]
    public void Progress_never_goes_back_and_stays_within_a_trial()
    {
        var evaluator = new ScoreEvaluator((request, _) =>
        {
            foreach (double fraction in (double[])[0.5, 0.2, double.NaN, 0.7, 3])
            {
                request.Progress!.Report(fraction);
            }

            return new EvaluationResult(1);
        });

        TestStudies.Create(evaluator, Options(maxTrials: 1)).Run();

        CollectionAssert.AreEqual(
            new[] { 0, 0.5, 0.7, 1, 0 }, _progress.Reports.Select(report => report.TrialFraction).ToList());
    }

    private StudyOptions Options(int? maxTrials = null, TimeSpan? maxDuration = null) =>
        new() { MaxTrials = maxTrials, MaxDuration = maxDuration, TimeProvider = _clock, Progress = _progress };

    private EvaluationResult Train(int seconds, CancellationToken cancellationToken)
    {
        for (int second = 0; second < seconds; second++)
        {
            _clock.Advance(Second);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new EvaluationResult(1);
    }
}
