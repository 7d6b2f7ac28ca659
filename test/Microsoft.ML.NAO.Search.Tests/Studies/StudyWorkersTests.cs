using System.Collections.Concurrent;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudyWorkersTests : IDisposable
{
    private const int Trials = 24;

    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal");

    public static IEnumerable<object[]> StrategiesSpacesAndStores => TestStores.Rows;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void As_many_trials_as_there_are_workers_run_at_once()
    {
        using var together = new Barrier(3);
        var threads = new ConcurrentDictionary<int, bool>();
        var evaluator = new ConcurrentEvaluator(request =>
        {
            together.SignalAndWait();
            threads[Environment.CurrentManagedThreadId] = true;
            return request.TrialNumber;
        });

        StudyResult result = Create([evaluator, evaluator, evaluator], new StudyOptions { MaxTrials = 9 }).Run();

        Assert.HasCount(9, result.Trials);
        Assert.HasCount(3, threads);
        Assert.AreEqual(8, result.Best.Number);
    }

    [TestMethod]
    public void A_worker_goes_on_while_another_is_busy()
    {
        using var begun = new ManualResetEventSlim();
        using var others = new CountdownEvent(8);
        var slow = new ConcurrentEvaluator(_ =>
        {
            begun.Set();
            others.Wait();
            return 0;
        });
        var fast = new ConcurrentEvaluator(_ =>
        {
            begun.Wait();
            others.Signal();
            return 1;
        });

        StudyResult result = Create([slow, fast], new StudyOptions { MaxTrials = 9 }).Run();

        Assert.HasCount(9, result.Trials);
        Assert.HasCount(1, slow.Requests);
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesSpacesAndStores))]
    public void What_several_workers_did_is_resumed(string strategy, ArchitectureSpace space, string store)
    {
        int trials = Math.Min(Trials, space is PairSpace ? PairSpace.DifferentArchitectures : Trials);
        using var cancellation = new CancellationTokenSource();
        var evaluator = new ConcurrentEvaluator(request =>
        {
            if (request.TrialNumber == trials / 2)
            {
                cancellation.Cancel();
            }

            return TestStrategies.Score(request.Architecture);
        });
        var first = new Study(
            space, TestStrategies.Objective, TestStrategies.CreateOptions(strategy), [evaluator, evaluator, evaluator], TestStores.CreateOptions(store, Journal, trials))
            .Run(cancellation.Token);

        StudyResult result = new Study(
            space, TestStrategies.Objective, TestStrategies.CreateOptions(strategy), [evaluator, evaluator], TestStores.CreateOptions(store, Journal, trials)).Run();

        Assert.AreEqual(StopReason.Cancelled, first.StopReason);
        Assert.AreEqual(first.Trials.Count, result.ResumedTrials);
        CollectionAssert.IsSubsetOf(first.Describe(), result.Describe());
        CollectionAssert.AreEqual(Enumerable.Range(0, trials).ToList(), result.Trials.Select(trial => trial.Number).ToList());
        Assert.HasCount(trials, result.Trials.Select(trial => trial.Architecture).ToHashSet());
        Assert.AreEqual(result.Trials.Max(trial => trial.Metric), result.Best.Metric);
        CollectionAssert.AreEqual(result.Describe(), Study.Read(Journal).Trials.Select(TestStudies.Describe).ToList());
    }

    [TestMethod]
    public void A_worker_that_fails_gives_its_trial_to_another()
    {
        using var failed = new CountdownEvent(2);
        var broken = new ConcurrentEvaluator(_ =>
        {
            failed.Signal();
            throw new WorkerFailedException("The device is lost.");
        });
        var sound = new ConcurrentEvaluator(request =>
        {
            failed.Wait();
            return request.TrialNumber;
        });

        StudyResult result = Create([broken, sound], new StudyOptions { MaxTrials = 9, JournalPath = Journal, MaxWorkerFailures = 2 }).Run();

        Assert.HasCount(9, result.Trials);
        Assert.IsTrue(result.Trials.All(trial => trial.State == TrialState.Completed));
        Assert.HasCount(2, broken.Requests);
        Assert.HasCount(9, sound.Requests);
        Assert.AreEqual(2, File.ReadLines(Journal).Count(line => line.Contains("WorkerFailedException: The device is lost.", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_trial_whose_worker_fails_twice_is_a_failed_trial()
    {
        var evaluator = new ScoreEvaluator((request, _) => request.TrialNumber == 1
            ? throw new WorkerFailedException("The device is lost.")
            : new EvaluationResult(request.TrialNumber));

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 4 }).Run();

        CollectionAssert.AreEqual(new[] { 0, 1, 1, 2, 3 }, evaluator.Requests.Select(request => request.TrialNumber).ToList());
        Assert.AreEqual(TrialState.Failed, result.Trials[1].State);
        Assert.AreEqual("Its worker failed 2 times. WorkerFailedException: The device is lost.", result.Trials[1].Failure);
        Assert.AreEqual(3, result.Best.Number);
    }

    [TestMethod]
    public void A_study_whose_workers_all_fail_ends_with_what_it_has()
    {
        var evaluator = new ScoreEvaluator((request, _) => request.TrialNumber > 1
            ? throw new WorkerFailedException("The device is lost.")
            : new EvaluationResult(request.TrialNumber));

        StudyResult result = TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 30 }).Run();

        Assert.AreEqual(StopReason.WorkersLost, result.StopReason);
        Assert.HasCount(3, result.Trials);
        Assert.HasCount(5, evaluator.Requests);
    }

    [TestMethod]
    public void If_the_workers_fail_before_anything_has_finished_the_exception_says_why()
    {
        var evaluator = ScoreEvaluator.Of(_ => throw new WorkerFailedException("The device is lost."));

        var exception = Assert.ThrowsExactly<StudyFailedException>(
            () => TestStudies.Create(evaluator, new StudyOptions { MaxTrials = 30, MaxAttempts = 9 }).Run());

        StringAssert.Contains(exception.Message, "No trial finished before all of its workers had failed. The first worker failed: WorkerFailedException: The device is lost.");
        Assert.IsInstanceOfType<WorkerFailedException>(exception.InnerException);
    }

    [TestMethod]
    public void A_trial_that_kills_the_process_is_given_up_in_the_end()
    {
        var evaluator = new ScoreEvaluator();
        StudyOptions options = TestStores.CreateOptions(TestStores.Journal, Journal, 5);
        options.MaxCrashes = 3;
        for (int crash = 0; crash < 3; crash++)
        {
            TestStores.Kill(options, "random", new ConvolutionalCellSpace(), trial: 2);
        }

        StudyResult result = TestStudies.Create(evaluator, options).Run();

        CollectionAssert.AreEqual(new[] { 3, 4 }, evaluator.Requests.Select(request => request.TrialNumber).ToList());
        StringAssert.Contains(result.Trials[2].Failure, "The process ended 3 times while the trial ran");
    }

    [TestMethod]
    public void Cancelling_a_trial_again_and_again_does_not_make_it_a_failed_one()
    {
        for (int run = 0; run < 8; run++)
        {
            using var cancellation = new CancellationTokenSource();
            var evaluator = new ScoreEvaluator((request, token) =>
            {
                if (request.TrialNumber == 1)
                {
                    cancellation.Cancel();
                    token.ThrowIfCancellationRequested();
                }

                return new EvaluationResult(1);
            });
            TestStudies.Create(evaluator, TestStores.CreateOptions(TestStores.Journal, Journal, 3)).Run(cancellation.Token);
        }

        StudyResult result = TestStudies.Create(new ScoreEvaluator(), TestStores.CreateOptions(TestStores.Journal, Journal, 3)).Run();

        Assert.IsTrue(result.Trials.All(trial => trial.State == TrialState.Completed));
    }

    [TestMethod]
    public void An_error_of_one_worker_ends_all()
    {
        using var started = new Barrier(2);
        var waiting = new ScoreEvaluator((_, token) =>
        {
            started.SignalAndWait(CancellationToken.None);
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return new EvaluationResult(1);
        });
        var first = new ScoreEvaluator((_, _) =>
        {
            started.SignalAndWait(CancellationToken.None);
            return new EvaluationResult(1);
        });
        var options = new StudyOptions { MaxTrials = 9, Progress = new Thrower() };

        Assert.ThrowsExactly<NotSupportedException>(() => Create([first, waiting], options).Run());
    }

    [TestMethod]
    public void Progress_counts_what_runs_side_by_side()
    {
        using var started = new Barrier(2);
        var progress = new CollectedProgress();
        var evaluator = new ConcurrentEvaluator(request =>
        {
            started.SignalAndWait(CancellationToken.None);
            request.Progress!.Report(0.5);
            started.SignalAndWait(CancellationToken.None);
            return 1;
        });

        Create([evaluator, evaluator], new StudyOptions { MaxTrials = 4, Progress = progress }).Run();

        Assert.AreEqual(2, progress.Reports.Max(report => report.RunningTrials));
        Assert.Contains(report => report is { TrialsDone: 1, FinishedTrials: 0 }, progress.Reports);
        Assert.AreEqual(4, progress.Reports[^1].TrialsDone);
        Assert.AreEqual(TimeSpan.Zero, progress.Reports[^1].TimeLeft);
    }

    [TestMethod]
    public void A_study_without_an_evaluator_is_refused() =>
        Assert.ThrowsExactly<ArgumentException>(() => Create([], new StudyOptions { MaxTrials = 1 }));

    private static Study Create(IReadOnlyList<IArchitectureEvaluator> evaluators, StudyOptions options) =>
        new(new ConvolutionalCellSpace(), TestStrategies.Objective, TestStrategies.CreateOptions("random"), evaluators, options);

    /// <summary>Scores on several threads at once.</summary>
    private sealed class ConcurrentEvaluator(Func<EvaluationRequest, double> metric) : IArchitectureEvaluator
    {
        public ConcurrentBag<EvaluationRequest> Requests { get; } = [];

        public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return new EvaluationResult(metric(request));
        }
    }

    private sealed class Thrower : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Latest is not null)
            {
                throw new NotSupportedException();
            }
        }
    }
}
