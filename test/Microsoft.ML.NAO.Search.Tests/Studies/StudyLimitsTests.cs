using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudyLimitsTests : IDisposable
{
    private const int Trials = 9;

    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal");

    public static IEnumerable<object[]> StrategiesSpacesAndStores => TestStores.Rows;

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(StrategiesSpacesAndStores))]
    public void What_is_beyond_a_limit_is_not_evaluated_and_a_resumed_study_knows_it(string strategy, ArchitectureSpace space, string store)
    {
        // A limit that about half of the architectures keep.
        double limit = TestStrategies.Run(TestStrategies.Create("random", space), 15).Select(Cost).Order().ElementAt(7);
        StudyOptions Limited(StudyOptions options)
        {
            options.Measurer = new CostMeasurer();
            options.Limits.Add(new MeasureLimit("Cost", limit));
            return options;
        }

        var evaluator = new ScoreEvaluator();
        StudyResult whole = TestStudies.Create(evaluator, Limited(new StudyOptions { MaxTrials = 7 }), strategy, space).Run();
        for (int trials = 1; trials < 7; trials += 2)
        {
            TestStudies.Create(new ScoreEvaluator(), Limited(TestStores.CreateOptions(store, Journal, trials)), strategy, space).Run();
        }

        StudyResult result = TestStudies.Create(new ScoreEvaluator(), Limited(TestStores.CreateOptions(store, Journal, 7)), strategy, space).Run();

        Assert.HasCount(7, evaluator.Requests);
        Assert.IsTrue(evaluator.Architectures.All(architecture => Cost(architecture) <= limit));
        Assert.AreEqual(7, whole.Trials.Count(trial => trial.State == TrialState.Completed));
        Assert.IsTrue(whole.Trials.Where(trial => trial.State == TrialState.Infeasible).All(trial => Cost(trial.Architecture) > limit));
        CollectionAssert.AreEqual(whole.Describe(), result.Describe());
        CollectionAssert.AreEqual(result.Describe(), Study.Read(Journal).Trials.Select(TestStudies.Describe).ToList());
        Assert.IsTrue(result.Trials.All(trial => trial.Measures["Cost"] == Cost(trial.Architecture)));
    }

    [TestMethod]
    public void The_limit_and_the_figure_are_told()
    {
        var progress = new CollectedProgress();
        StudyOptions options = new() { MaxTrials = 3, Measurer = Numbered(0, 7, 0, 5), Progress = progress };
        options.Limits.Add(new MeasureLimit("Cost", 6, 3));

        StudyResult result = TestStudies.Create(new ScoreEvaluator(), options, space: new PairSpace()).Run();

        Assert.AreEqual(TrialState.Infeasible, result.Trials[0].State);
        Assert.AreEqual("Cost is 0, where the limit is 3 <= Cost <= 6.", result.Trials[0].Failure);
        Assert.AreEqual("Cost is 7, where the limit is 3 <= Cost <= 6.", result.Trials[1].Failure);
        Assert.AreEqual(3, result.Best.Number);
        Assert.HasCount(12, result.Trials);
        Assert.AreEqual(3, progress.Reports[^1].FinishedTrials);
        Assert.AreEqual(9, progress.Reports[^1].InfeasibleTrials);
    }

    [TestMethod]
    public void A_figure_that_was_recorded_is_not_measured_again()
    {
        var measurer = Numbered(1, 2, 3, 4);
        StudyOptions Options(int trials) => new() { MaxTrials = trials, Measurer = measurer, JournalPath = Journal };
        TestStudies.Create(new ScoreEvaluator(), Options(2), space: new PairSpace()).Run();

        StudyResult result = TestStudies.Create(new ScoreEvaluator(), Options(4), space: new PairSpace()).Run();

        CollectionAssert.AreEqual(new double[] { 1, 2, 3, 4 }, result.Trials.Select(trial => trial.Measures["Cost"]).ToList());
    }

    [TestMethod]
    public void If_nothing_is_within_the_limits_the_exception_says_so()
    {
        StudyOptions options = new() { MaxTrials = 3, Measurer = new CostMeasurer(), MaxInfeasibleInARow = 5 };
        options.Limits.Add(new MeasureLimit("Cost", -1));
        var evaluator = new ScoreEvaluator();

        string message = Assert.ThrowsExactly<StudyFailedException>(() => TestStudies.Create(evaluator, options).Run()).Message;

        StringAssert.Contains(message, "None of 5 architectures was within the limits");
        StringAssert.Contains(message, "where the limit is Cost <= -1.");
        Assert.IsEmpty(evaluator.Requests);
    }

    [TestMethod]
    public void A_study_that_finds_nothing_more_within_the_limits_ends_with_what_it_has()
    {
        StudyOptions options = new() { MaxTrials = 9, Measurer = Numbered(0, 0, 9, 9, 9, 9), MaxInfeasibleInARow = 3 };
        options.Limits.Add(new MeasureLimit("Cost", 1));

        StudyResult result = TestStudies.Create(new ScoreEvaluator(), options, space: new PairSpace()).Run();

        Assert.AreEqual(StopReason.NothingFeasible, result.StopReason);
        Assert.HasCount(5, result.Trials);
    }

    [TestMethod]
    public void A_measurer_that_fails_makes_failed_trials()
    {
        StudyOptions options = new() { MaxTrials = 3, Measurer = new Measurer(_ => throw new InsufficientMemoryException("It was too large.")) };

        var exception = Assert.ThrowsExactly<StudyFailedException>(() => TestStudies.Create(new ScoreEvaluator(), options).Run());

        StringAssert.Contains(exception.Message, "InsufficientMemoryException: It was too large.");
        Assert.IsInstanceOfType<InsufficientMemoryException>(exception.InnerException);
    }

    [TestMethod]
    public void A_limit_or_an_objective_that_nothing_measures_is_told_with_what_there_is()
    {
        StudyOptions limited = new() { MaxTrials = 3, Measurer = new CostMeasurer() };
        limited.Limits.Add(new MeasureLimit("Parametres", 1));
        StudyOptions aimed = new() { MaxTrials = 3, Measurer = new CostMeasurer() };
        aimed.Objectives.Add(new MeasureObjective("Parametres"));
        var evaluator = new ScoreEvaluator((_, _) => new EvaluationResult(1) { Measures = new Dictionary<string, double> { ["LogLoss"] = 1 } });

        StringAssert.Contains(
            Assert.ThrowsExactly<StudyFailedException>(() => TestStudies.Create(evaluator, limited).Run()).Message,
            "Nothing has measured 'Parametres'. What was measured: Cost.");
        StringAssert.Contains(
            Assert.ThrowsExactly<StudyFailedException>(() => TestStudies.Create(evaluator, aimed).Run()).Message,
            "Nothing has measured 'Parametres'. What was measured: Cost, LogLoss.");
    }

    [TestMethod]
    public void The_front_is_in_the_result()
    {
        StudyOptions options = new() { MaxTrials = 4, Measurer = Numbered(4, 3, 2, 1) };
        options.Objectives.Add(new MeasureObjective("Cost"));
        double[] metrics = [9, 3, 8, 7];

        StudyResult result = TestStudies.Create(ScoreEvaluator.Of(request => metrics[request.TrialNumber]), options, space: new PairSpace()).Run();

        CollectionAssert.AreEqual(new[] { 0, 2, 3 }, result.ParetoFront.Select(trial => trial.Number).ToList());
        Assert.AreEqual(0, result.Best.Number);
        Assert.AreEqual(2, result.FindBest("Cost", 3)?.Number);
        Assert.IsNull(result.FindBest("Cost", 0.5));
    }

    [TestMethod]
    public void A_weight_trades_the_metric_for_the_figure()
    {
        StudyResult Run(double weight, bool maximizeMetric, bool maximizeCost)
        {
            StudyOptions options = new() { MaxTrials = 2, Measurer = Numbered(4, 1) };
            options.Objectives.Add(new MeasureObjective("Cost", maximizeCost) { Weight = weight, Reference = 4 });
            double[] metrics = [1.0, 0.9];
            return TestStudies.Create(
                ScoreEvaluator.Of(request => metrics[request.TrialNumber]), options, space: new PairSpace(), objective: new Objective("Score", maximizeMetric)).Run();
        }

        // A quarter of the cost is worth 4^w of the metric: 0.9 of it from w = 0.076 on.
        Assert.AreEqual(0, Run(0.07, maximizeMetric: true, maximizeCost: false).Best.Number);
        Assert.AreEqual(1, Run(0.08, maximizeMetric: true, maximizeCost: false).Best.Number);
        Assert.AreEqual(0, Run(0.08, maximizeMetric: true, maximizeCost: true).Best.Number);
        Assert.AreEqual(1, Run(0.07, maximizeMetric: false, maximizeCost: true).Best.Number);
        Assert.AreEqual(0, Run(0.08, maximizeMetric: false, maximizeCost: true).Best.Number);
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesSpacesAndStores))]
    public void Strategies_learn_the_weighted_score_whether_resumed_or_not(string strategy, ArchitectureSpace space, string store)
    {
        StudyOptions Weighted(StudyOptions options)
        {
            options.Measurer = new CostMeasurer();
            options.Objectives.Add(new MeasureObjective("Cost") { Weight = 2, Reference = 10 });
            return options;
        }

        StudyResult weighted = TestStudies.Create(new ScoreEvaluator(), Weighted(new StudyOptions { MaxTrials = 12 }), strategy, space).Run();
        StudyResult product = TestStudies.Create(
            ScoreEvaluator.Of(request => TestStrategies.Score(request.Architecture) * Math.Pow(Cost(request.Architecture) / 10, -2)), new StudyOptions { MaxTrials = 12 }, strategy, space).Run();
        TestStudies.Create(new ScoreEvaluator(), Weighted(TestStores.CreateOptions(store, Journal, 10)), strategy, space).Run();
        StudyResult resumed = TestStudies.Create(new ScoreEvaluator(), Weighted(TestStores.CreateOptions(store, Journal, 12)), strategy, space).Run();

        CollectionAssert.AreEqual(
            product.Trials.Select(trial => trial.Architecture).ToList(), weighted.Trials.Select(trial => trial.Architecture).ToList());
        Assert.AreEqual(product.Best.Number, weighted.Best.Number);
        CollectionAssert.AreEqual(weighted.Describe(), resumed.Describe());
        Assert.AreEqual(weighted.Best.Number, resumed.Best.Number);
    }

    [TestMethod]
    public void Journals_of_other_limits_or_objectives_are_refused()
    {
        StudyOptions Create(Action<StudyOptions> change)
        {
            StudyOptions options = new() { MaxTrials = 1, Measurer = new CostMeasurer(), JournalPath = Journal };
            change(options);
            return options;
        }

        TestStudies.Create(new ScoreEvaluator(), Create(options => options.Limits.Add(new MeasureLimit("Cost", 1e6)))).Run();

        StringAssert.Contains(
            Assert.ThrowsExactly<JournalException>(() => TestStudies.Create(new ScoreEvaluator(), Create(options => options.Limits.Add(new MeasureLimit("Cost", 1e7)))).Run()).Message,
            "its limits are 'Cost <= 1000000', this study's are 'Cost <= 10000000'");
        StringAssert.Contains(
            Assert.ThrowsExactly<JournalException>(() => TestStudies.Create(new ScoreEvaluator(), Create(options =>
            {
                options.Limits.Add(new MeasureLimit("Cost", 1e6));
                options.Objectives.Add(new MeasureObjective("Cost"));
            })).Run()).Message,
            "its further objectives are 'none', this study's are 'less Cost'");
    }

    [TestMethod]
    public void Options_that_cannot_work_are_refused()
    {
        StudyOptions unmeasured = new() { MaxTrials = 1 };
        unmeasured.Limits.Add(new MeasureLimit("Cost", 1));
        StudyOptions unscaled = new() { MaxTrials = 1 };
        unscaled.Objectives.Add(new MeasureObjective("Cost") { Reference = 0 });
        StudyOptions backwards = new() { MaxTrials = 1 };
        backwards.Objectives.Add(new MeasureObjective("Cost") { Weight = -1 });

        foreach (StudyOptions options in (StudyOptions[])[unmeasured, unscaled, backwards])
        {
            Assert.ThrowsExactly<ValidationException>(() => TestStudies.Create(new ScoreEvaluator(), options));
        }
    }

    [TestMethod]
    public void Cancelling_a_measurement_cancels_the_study()
    {
        using var cancellation = new CancellationTokenSource();
        StudyOptions options = new()
        {
            MaxTrials = Trials,
            JournalPath = Journal,
            Measurer = new Measurer(number =>
            {
                if (number == 2)
                {
                    cancellation.Cancel();
                    cancellation.Token.ThrowIfCancellationRequested();
                }

                return number;
            }),
        };

        StudyResult result = TestStudies.Create(new ScoreEvaluator(), options).Run(cancellation.Token);

        Assert.AreEqual(StopReason.Cancelled, result.StopReason);
        Assert.HasCount(2, result.Trials);
        options.Measurer = new CostMeasurer();
        Assert.HasCount(Trials, TestStudies.Create(new ScoreEvaluator(), options).Run().Trials);
    }

    /// <summary>A cost that is the same for all symmetric forms.</summary>
    private static double Cost(Architecture architecture) => 1 + architecture.Tokens.Sum(token => token * 29 % 7);

    private static Measurer Numbered(params double[] costs) => new(number => costs[number % costs.Length]);

    private sealed class CostMeasurer : IArchitectureMeasurer
    {
        public IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancellationToken) =>
            new Dictionary<string, double> { ["Cost"] = Cost(architecture) };
    }

    /// <summary>Measures by how often it was asked before.</summary>
    private sealed class Measurer(Func<int, double> cost) : IArchitectureMeasurer
    {
        private int _calls;

        public IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancellationToken) =>
            new Dictionary<string, double> { ["Cost"] = cost(_calls++) };
    }
}
