using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public class StudyTests
{
    public static IEnumerable<object[]> StrategiesAndSpaces => TestStrategies.Rows;

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void Runs_as_many_trials_as_the_budget_has(string strategy, ArchitectureSpace space)
    {
        var evaluator = new ScoreEvaluator();

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 9 }, strategy, space).Run();

        Assert.AreEqual(StopReason.TrialBudget, result.StopReason);
        Assert.HasCount(9, result.Trials);
        CollectionAssert.AreEqual(Enumerable.Range(0, 9).ToList(), result.Trials.Select(trial => trial.Number).ToList());
        CollectionAssert.AreEqual(evaluator.Architectures.ToList(), result.Trials.Select(trial => trial.Architecture).ToList());
        Assert.AreEqual(result.Trials.Max(trial => trial.Metric), result.Best.Metric);
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void The_same_seed_leads_to_the_same_trials(string strategy, ArchitectureSpace space) => CollectionAssert.AreEqual(
        TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 9, Seed = 3 }, strategy, space).Run().Describe(),
        TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 9, Seed = 3 }, strategy, space).Run().Describe());

    [TestMethod]
    public void The_smallest_metric_is_the_best_where_less_is_better()
    {
        StudyResult result = TestStudies.Create(
            new ScoreEvaluator(), new StudyOptions { MaxTrials = 9 }, objective: new Objective("Loss", Maximize: false)).Run();

        Assert.AreEqual(result.Trials.Min(trial => trial.Metric), result.Best.Metric);
    }

    [TestMethod]
    public void The_earliest_of_equal_trials_is_the_best()
    {
        StudyResult result = TestStudies.Create(ScoreEvaluator.Of(_ => 1), new StudyOptions { MaxTrials = 3 }).Run();

        Assert.AreEqual(0, result.Best.Number);
    }

    [TestMethod]
    public void A_trials_seed_depends_on_the_studys_seed_and_the_architecture_alone()
    {
        var first = new ScoreEvaluator();
        var second = new ScoreEvaluator();
        TestStudies.Create(first, new StudyOptions { MaxTrials = 3, Seed = 5 }, "random").Run();
        TestStudies.Create(second, new StudyOptions { MaxTrials = 3, Seed = 5 }, "nao").Run();
        var other = new ScoreEvaluator();
        TestStudies.Create(other, new StudyOptions { MaxTrials = 1, Seed = 6 }).Run();

        CollectionAssert.AreEqual(first.Requests.Select(r => r.Seed).ToList(), second.Requests.Select(r => r.Seed).ToList());
        Assert.HasCount(3, first.Requests.Select(r => r.Seed).ToHashSet());
        Assert.AreEqual(TrialSeed.Derive(5, first.Requests[1].Architecture), first.Requests[1].Seed);
        Assert.AreNotEqual(TrialSeed.Derive(6, first.Requests[1].Architecture), first.Requests[1].Seed);
    }

    [TestMethod]
    public void A_seed_is_the_same_in_every_process() =>
        Assert.AreEqual(950435651, TrialSeed.Derive(1, new Architecture(1, 7, 2, 8)));

    [TestMethod]
    public void A_failed_trial_is_an_outcome_with_its_cause()
    {
        var evaluator = ScoreEvaluator.Of(request => request.TrialNumber switch
        {
            0 => throw new InvalidOperationException("It burst."),
            1 => double.NaN,
            2 => double.PositiveInfinity,
            3 => throw new InsufficientMemoryException("It was too large."),
            4 => throw new OperationCanceledException("It took too long."),
            _ => 0.5,
        });

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 6 }).Run();

        Assert.AreEqual(5, result.Best.Number);
        Assert.IsTrue(result.Trials.Take(5).All(trial => trial.State == TrialState.Failed && double.IsNaN(trial.Metric)));
        Assert.AreEqual("InvalidOperationException: It burst.", result.Trials[0].Failure);
        Assert.AreEqual("Score is NaN.", result.Trials[1].Failure);
        StringAssert.StartsWith(result.Trials[2].Failure, "Score is ");
        Assert.AreEqual("InsufficientMemoryException: It was too large.", result.Trials[3].Failure);
        StringAssert.StartsWith(result.Trials[4].Failure, "OperationCanceledException");
    }

    [TestMethod]
    public void If_every_trial_fails_the_exception_has_the_first_cause()
    {
        var evaluator = ScoreEvaluator.Of(request => throw new InvalidOperationException($"Cause {request.TrialNumber}."));

        var exception = Assert.ThrowsExactly<StudyFailedException>(() => TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 3 }).Run());

        StringAssert.Contains(exception.Message, "None of 3 trials completed. The first failed: InvalidOperationException: Cause 0.");
        Assert.AreEqual("Cause 0.", exception.InnerException?.Message);
    }

    [TestMethod]
    public void A_study_in_which_nothing_works_ends_soon()
    {
        var evaluator = ScoreEvaluator.Of(_ => double.NaN);

        Assert.ThrowsExactly<StudyFailedException>(
            () => TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 1000, MaxInitialFailures = 4 }).Run());

        Assert.HasCount(4, evaluator.Requests);
    }

    [TestMethod]
    public void Failures_after_a_completed_trial_do_not_end_the_study()
    {
        var evaluator = ScoreEvaluator.Of(request => request.TrialNumber == 0 ? 1 : double.NaN);

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 30, MaxInitialFailures = 4 }).Run();

        Assert.HasCount(30, result.Trials);
    }

    [TestMethod]
    public void Cancelling_within_a_trial_returns_what_has_finished()
    {
        using var cancellation = new CancellationTokenSource();
        var evaluator = new ScoreEvaluator((request, token) =>
        {
            if (request.TrialNumber == 2)
            {
                cancellation.Cancel();
                token.ThrowIfCancellationRequested();
            }

            return new EvaluationResult(request.TrialNumber);
        });

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 9 }).Run(cancellation.Token);

        Assert.AreEqual(StopReason.Cancelled, result.StopReason);
        Assert.HasCount(2, result.Trials);
        Assert.AreEqual(1, result.Best.Number);
    }

    [TestMethod]
    public void A_trial_that_ends_in_spite_of_cancellation_is_kept()
    {
        using var cancellation = new CancellationTokenSource();
        var evaluator = new ScoreEvaluator((_, _) =>
        {
            cancellation.Cancel();
            return new EvaluationResult(1);
        });

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 9 }).Run(cancellation.Token);

        Assert.AreEqual(StopReason.Cancelled, result.StopReason);
        Assert.HasCount(1, result.Trials);
    }

    [TestMethod]
    public void Cancelling_before_anything_finished_throws()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsExactly<OperationCanceledException>(
            () => TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 9 }).Run(cancellation.Token));
    }

    [TestMethod]
    public void Cancelling_after_failures_alone_tells_the_first_cause()
    {
        using var cancellation = new CancellationTokenSource();
        var evaluator = new ScoreEvaluator((request, _) =>
        {
            if (request.TrialNumber == 1)
            {
                cancellation.Cancel();
            }

            throw new InvalidOperationException("It burst.");
        });

        var exception = Assert.ThrowsExactly<StudyFailedException>(
            () => TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 9 }).Run(cancellation.Token));

        StringAssert.Contains(exception.Message, "It burst.");
    }

    [TestMethod]
    public void A_space_that_is_exhausted_ends_the_study()
    {
        StudyResult result = TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 100 }, space: new PairSpace()).Run();

        Assert.AreEqual(StopReason.SpaceExhausted, result.StopReason);
        Assert.HasCount(PairSpace.DifferentArchitectures, result.Trials);
    }

    [TestMethod]
    public void The_strategys_measures_are_in_the_result()
    {
        StudyResult result = TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 9 }, "nao").Run();

        Assert.AreEqual(1, result.StrategyMeasures["nao.rounds"]);
        Assert.AreEqual(4, result.StrategyMeasures["nao.proposals.gradient"] + result.StrategyMeasures["nao.proposals.random"]);
    }

    [TestMethod]
    public void A_study_without_an_end_is_refused() =>
        Assert.ThrowsExactly<ValidationException>(() => TestStudies.Create(new ScoreEvaluator(), new StudyOptions()));

    [TestMethod]
    public void Budgets_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<ValidationException>(() => TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 0 }));
        Assert.ThrowsExactly<ValidationException>(
            () => TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxDuration = TimeSpan.Zero }));
    }
}
