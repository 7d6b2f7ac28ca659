using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudySchedulerTests : IDisposable
{
    private const int Trials = 16;
    private const int Epochs = 9;

    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal");

    public static IEnumerable<object[]> StrategiesSpacesAndStores => TestStores.Rows;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(StrategiesSpacesAndStores))]
    public void Rungs_survive_that_a_study_is_interrupted(string strategy, ArchitectureSpace space, string store)
    {
        var whole = new EpochEvaluator(Epochs);
        StudyResult expected = TestStudies.Create(whole, WithAsha(new StudyOptions { MaxTrials = Trials }), strategy, space).Run();
        for (int run = 1; run <= Trials; run += 3)
        {
            Interrupt(run, epoch: (run % 4) + 1, strategy, space, store);
        }

        StudyResult result = TestStudies.Create(
            new EpochEvaluator(Epochs), WithAsha(TestStores.CreateOptions(store, Journal, Trials)), strategy, space).Run();

        Assert.IsTrue(expected.Trials.Any(trial => trial.State == TrialState.Pruned));
        Assert.IsLessThan(Trials * Epochs, whole.Epochs);
        CollectionAssert.AreEqual(expected.Describe(), result.Describe());
        CollectionAssert.AreEqual(Describe(expected), Describe(result));
        CollectionAssert.AreEqual(Describe(result), Study.Read(Journal).Trials.Select(Describe).ToList());
    }

    [TestMethod]
    public void A_process_that_dies_before_a_pruned_trial_is_written_down_prunes_it_again()
    {
        StudyOptions Options(string? journal) => WithAsha(new StudyOptions { MaxTrials = Trials, JournalPath = journal });
        StudyResult expected = TestStudies.Create(new EpochEvaluator(10, interval: 3), Options(Journal)).Run();
        string[] lines = File.ReadAllLines(Journal);
        Trial[] pruned = [.. expected.Trials.Where(trial => trial.State == TrialState.Pruned)];
        Assert.IsGreaterThan(3, pruned.Length);
        foreach (Trial trial in pruned)
        {
            int finished = Array.FindIndex(lines, line => line.StartsWith($"{{\"event\":\"finished\",\"number\":{trial.Number},", StringComparison.Ordinal));
            StringAssert.StartsWith(lines[finished - 1], $"{{\"event\":\"reported\",\"number\":{trial.Number},\"step\":{trial.Epochs},");
            File.WriteAllLines(Journal, lines[..finished]);

            StudyResult result = TestStudies.Create(new EpochEvaluator(10, interval: 3), Options(Journal)).Run();

            CollectionAssert.AreEqual(expected.Describe(), result.Describe());
            CollectionAssert.AreEqual(Describe(expected), Describe(result));
        }
    }

    [TestMethod]
    public void A_journal_in_which_such_a_trial_went_on_is_read_all_the_same()
    {
        StudyOptions Options(int trials) => WithAsha(new StudyOptions { MaxTrials = trials, JournalPath = Journal });
        Trial pruned = TestStudies.Create(new EpochEvaluator(10, interval: 3), Options(Trials)).Run().Trials.First(trial => trial.State == TrialState.Pruned);
        string[] lines = File.ReadAllLines(Journal);
        int finished = Array.FindIndex(lines, line => line.StartsWith($"{{\"event\":\"finished\",\"number\":{pruned.Number},", StringComparison.Ordinal));

        // What versions wrote that let it go on when it was run again.
        string[] again = [.. Enumerable.Range(1, pruned.Epochs / 3).Select(step => lines[finished - (pruned.Epochs / 3) - 1 + step])];
        File.WriteAllLines(
            Journal,
            [
                .. lines[..finished],
                $"{{\"event\":\"started\",\"number\":{pruned.Number}}}",
                .. again,
                $"{{\"event\":\"finished\",\"number\":{pruned.Number},\"state\":\"completed\",\"metric\":0.25,\"step\":10,\"duration\":\"00:00:01\"}}",
            ]);

        StudyResult result = TestStudies.Create(new EpochEvaluator(10, interval: 3), Options(Trials)).Run();

        Assert.AreEqual(TrialState.Completed, result.Trials[pruned.Number].State);
        Assert.AreEqual(0.25, result.Trials[pruned.Number].Metric);
        Assert.HasCount(Trials, result.Trials);
    }

    [TestMethod]
    public void What_an_attempt_reported_that_its_worker_failed_in_counts_after_a_resumption_too()
    {
        // The second trial comes to the second rung with the best value of all; its worker fails, and the next attempt fails before it.
        StudyResult Run(string journal, int trials)
        {
            int attempts = 0;
            var evaluator = new ScoreEvaluator((request, _) =>
            {
                request.IntermediateValues!.Report(new IntermediateValue(1, request.TrialNumber));
                if (request.TrialNumber == 1 && attempts++ == 1)
                {
                    throw new InvalidOperationException("It burst.");
                }

                request.IntermediateValues.Report(new IntermediateValue(2, request.TrialNumber == 1 ? 100 : request.TrialNumber));
                return request.TrialNumber == 1 ? throw new WorkerFailedException("The device is lost.") : new EvaluationResult(request.TrialNumber);
            });
            return TestStudies.Create(evaluator, WithAsha(new StudyOptions { MaxTrials = trials, JournalPath = journal })).Run();
        }

        StudyResult expected = Run(Journal, 3);
        Run(_folder.File("second"), 2);
        StudyResult result = Run(_folder.File("second"), 3);

        Assert.AreEqual(TrialState.Failed, expected.Trials[1].State);
        Assert.AreEqual(TrialState.Pruned, expected.Trials[2].State);
        CollectionAssert.AreEqual(expected.Describe(), result.Describe());
    }

    [TestMethod]
    public void A_pruned_trial_has_its_last_value_and_is_never_the_best()
    {
        // The second trial is better on its way than any at its end, and ends where the first was.
        double[][] courses = [[5, 6, 1], [4, 0, 0], [3, 0, 0]];
        var evaluator = new ScoreEvaluator((request, _) =>
        {
            request.IntermediateValues!.Report(new IntermediateValue(1, courses[request.TrialNumber][0]));
            request.IntermediateValues!.Report(new IntermediateValue(2, courses[request.TrialNumber][1]));
            return new EvaluationResult(courses[request.TrialNumber][2]);
        });

        StudyResult result = TestStudies.Create(evaluator, WithAsha(new StudyOptions { MaxTrials = 3 })).Run();

        Assert.AreEqual(TrialState.Completed, result.Trials[0].State);
        Assert.AreEqual(TrialState.Pruned, result.Trials[1].State);
        Assert.AreEqual(4, result.Trials[1].Metric);
        Assert.AreEqual(1, result.Trials[1].Epochs);
        Assert.IsNull(result.Trials[1].Failure);
        CollectionAssert.AreEqual(new[] { new IntermediateValue(1, 5), new IntermediateValue(2, 6) }, result.Trials[0].IntermediateValues.ToArray());
        Assert.AreEqual(0, result.Best.Number);
    }

    [TestMethod]
    public void An_evaluator_that_goes_on_all_the_same_has_a_pruned_trial()
    {
        var evaluator = new ScoreEvaluator((request, _) =>
        {
            try
            {
                request.IntermediateValues!.Report(new IntermediateValue(1, -request.TrialNumber));
            }
            catch (TrialPrunedException e)
            {
                if (request.TrialNumber == 1)
                {
                    throw new InvalidOperationException("Wrapped.", e);
                }
            }

            return new EvaluationResult(9);
        });

        StudyResult result = TestStudies.Create(evaluator, WithAsha(new StudyOptions { MaxTrials = 3 })).Run();

        CollectionAssert.AreEqual(
            new[] { TrialState.Completed, TrialState.Pruned, TrialState.Pruned }, result.Trials.Select(trial => trial.State).ToList());
        Assert.AreEqual(-2, result.Trials[2].Metric);
    }

    [TestMethod]
    public void A_value_is_on_disk_before_it_decides()
    {
        var evaluator = new ScoreEvaluator((request, _) =>
        {
            try
            {
                request.IntermediateValues!.Report(new IntermediateValue(1, -request.TrialNumber));
            }
            finally
            {
                string[] lines = System.Text.Encoding.UTF8.GetString(TestStores.ReadShared(Journal)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.AreEqual($"{{\"event\":\"reported\",\"number\":{request.TrialNumber},\"step\":1,\"value\":{-request.TrialNumber}}}", lines[^1]);
            }

            return new EvaluationResult(1);
        });

        StudyResult result = TestStudies.Create(evaluator, WithAsha(new StudyOptions { MaxTrials = 3, JournalPath = Journal })).Run();

        Assert.IsTrue(result.Trials.All(trial => trial.State != TrialState.Failed));
    }

    [TestMethod]
    public void Steps_that_do_not_grow_fail_the_trial()
    {
        var evaluator = new ScoreEvaluator((request, _) =>
        {
            request.IntermediateValues!.Report(new IntermediateValue(2, 1));
            request.IntermediateValues.Report(new IntermediateValue(request.TrialNumber == 0 ? 3 : 2, 1));
            return new EvaluationResult(1);
        });

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 2, RecordIntermediateValues = true }).Run();

        StringAssert.Contains(result.Trials[1].Failure, "reported step 2 after step 2");
    }

    [TestMethod]
    public void Without_a_scheduler_nobody_asks_for_values()
    {
        var evaluator = new ScoreEvaluator();
        TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 1 }).Run();

        Assert.IsNull(evaluator.Requests[0].IntermediateValues);
    }

    [TestMethod]
    public void A_journal_of_another_scheduler_is_refused()
    {
        TestStudies.Create(new EpochEvaluator(2), WithAsha(new StudyOptions { MaxTrials = 2, JournalPath = Journal })).Run();

        StringAssert.Contains(
            Assert.ThrowsExactly<JournalException>(
                () => TestStudies.Create(new EpochEvaluator(2), new StudyOptions { MaxTrials = 2, JournalPath = Journal }).Run()).Message,
            "its scheduler is 'asha(MinimumSteps 1, ReductionFactor 2)', this study's is 'none'");
    }

    [TestMethod]
    public void Progress_counts_pruned_trials()
    {
        var progress = new CollectedProgress();
        StudyResult result = TestStudies.Create(new EpochEvaluator(4), WithAsha(new StudyOptions { MaxTrials = 9, Progress = progress })).Run();

        Assert.AreEqual(result.Trials.Count(trial => trial.State == TrialState.Pruned), progress.Reports[^1].PrunedTrials);
        Assert.IsGreaterThan(0, progress.Reports[^1].PrunedTrials);
    }

    private static StudyOptions WithAsha(StudyOptions options)
    {
        options.Scheduler = new AshaOptions { ReductionFactor = 2 };
        return options;
    }

    private static List<string> Describe(StudyResult result) => [.. result.Trials.Select(Describe)];

    private static string Describe(Trial trial) => $"{trial.Epochs}: {string.Join(' ', trial.IntermediateValues)}";

    /// <summary>Cancels a study within a trial, after an epoch.</summary>
    private void Interrupt(int trial, int epoch, string strategy, ArchitectureSpace space, string store)
    {
        using var cancellation = new CancellationTokenSource();
        var evaluator = new EpochEvaluator(Epochs, (request, after) =>
        {
            if (request.TrialNumber == trial && after == epoch)
            {
                cancellation.Cancel();
            }
        });
        TestStudies.Create(evaluator, WithAsha(TestStores.CreateOptions(store, Journal, Trials)), strategy, space).Run(cancellation.Token);
    }
}
