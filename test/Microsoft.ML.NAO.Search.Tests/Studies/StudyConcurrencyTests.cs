using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StudyConcurrencyTests : IDisposable
{
    // Only a study that hangs waits for as long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualResetEventSlim _computing = new();
    private readonly ManualResetEventSlim _reported = new();

    private string Journal => _folder.File("journal");

    public void Dispose()
    {
        _computing.Dispose();
        _reported.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public void A_trial_reports_while_the_strategy_computes_for_another_worker()
    {
        bool waited = false;
        var strategy = new ObservedOptions(number => waited |= number == 1 && !LetTheOtherReport(), _ => { });

        StudyResult result = Run(strategy, new StudyOptions { MaxTrials = 2, RecordIntermediateValues = true, JournalPath = Journal });

        Assert.IsFalse(waited, "The trial could not report before the strategy had proposed.");
        CollectionAssert.AreEqual(new[] { new IntermediateValue(1, 0.25) }, result.Trials[0].IntermediateValues.ToArray());
        CollectionAssert.AreEqual(
            new[] { "started 0", "reported 0", "started 1" }, File.ReadLines(Journal).Skip(1).Take(3).Select(Describe).ToList());
    }

    [TestMethod]
    public void A_trial_reports_while_an_architecture_is_measured_for_another_worker()
    {
        bool waited = false;
        int measured = 0;
        var measurer = new Measurer(() => waited |= measured++ == 1 && !LetTheOtherReport());

        Run(new ObservedOptions(_ => { }, _ => { }), new StudyOptions { MaxTrials = 2, RecordIntermediateValues = true, Measurer = measurer });

        Assert.AreEqual(2, measured);
        Assert.IsFalse(waited, "The trial could not report before the architecture had been measured.");
    }

    [TestMethod]
    public void The_journal_has_proposals_and_outcomes_in_the_strategys_order()
    {
        const int Trials = 200;
        var random = new Random(1);
        var calls = new List<string>();
        var strategy = new ObservedOptions(
            number =>
            {
                Thread.SpinWait(random.Next(3000));
                calls.Add($"started {number}");
            },
            trial =>
            {
                calls.Add($"finished {trial.Number}");
                Thread.SpinWait(random.Next(3000));
            });
        var evaluator = new ReportingEvaluator((request, step) => Thread.SpinWait((request.Seed + step) % 2000), steps: 4);
        StudyOptions options = TestStores.CreateOptions(TestStores.JournalAndSnapshots, Journal, Trials);
        options.RecordIntermediateValues = true;

        new Study(new ConvolutionalCellSpace(), TestStrategies.Objective, strategy, [evaluator, evaluator, evaluator, evaluator], options).Run();

        string[] lines = [.. File.ReadLines(Journal).Skip(1).Select(Describe)];
        CollectionAssert.AreEqual(calls, lines.Where(line => !line.StartsWith("reported", StringComparison.Ordinal)).ToList());
        Assert.HasCount(2 * Trials, calls);
        Assert.HasCount(6 * Trials, lines);
    }

    [TestMethod]
    [DataRow(TestStores.Journal)]
    [DataRow(TestStores.JournalAndSnapshots)]
    public void What_workers_that_report_did_is_resumed(string store)
    {
        StudyOptions Options(int trials)
        {
            StudyOptions options = TestStores.CreateOptions(store, Journal, trials);
            options.RecordIntermediateValues = true;
            return options;
        }

        Study Create(StudyOptions options)
        {
            var evaluator = new ReportingEvaluator((request, step) => Thread.SpinWait((request.Seed + step) % 2000), steps: 4);
            return new Study(new ConvolutionalCellSpace(), TestStrategies.Objective, TestStrategies.CreateOptions("nao"), [evaluator, evaluator, evaluator], options);
        }

        // Each resumption makes the strategy propose again what stands in the journal, or restores its state.
        List<string> before = [];
        for (int trials = 10; trials <= 50; trials += 10)
        {
            StudyResult result = Create(Options(trials)).Run();
            CollectionAssert.AreEqual(before, result.Describe().Take(before.Count).ToList());
            Assert.HasCount(trials, result.Trials);
            before = result.Describe();
        }
    }

    /// <summary>Waits until the first trial, which runs, has reported.</summary>
    private bool LetTheOtherReport()
    {
        _computing.Set();
        return _reported.Wait(Patience);
    }

    /// <summary>Runs two workers, the first trial of which reports when something computes for the second.</summary>
    private StudyResult Run(StrategyOptions strategy, StudyOptions options)
    {
        var evaluator = new ReportingEvaluator(
            (request, step) =>
            {
                if (request.TrialNumber == 0 && step == 0)
                {
                    _computing.Wait(Patience);
                }
                else if (request.TrialNumber == 0)
                {
                    _reported.Set();
                }
            },
            steps: 1);
        return new Study(new ConvolutionalCellSpace(), TestStrategies.Objective, strategy, [evaluator, evaluator], options).Run();
    }

    private static string Describe(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return $"{json.RootElement.GetProperty("event").GetString()} {json.RootElement.GetProperty("number").GetInt32()}";
    }

    /// <summary>Reports progress and values, and calls back before the first step and after each.</summary>
    private sealed class ReportingEvaluator(Action<EvaluationRequest, int> step, int steps) : IArchitectureEvaluator
    {
        public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
        {
            step(request, 0);
            for (int after = 1; after <= steps; after++)
            {
                request.Progress!.Report((double)after / (steps + 1));
                request.IntermediateValues!.Report(new IntermediateValue(after, 0.25 * after));
                step(request, after);
            }

            return new EvaluationResult(TestStrategies.Score(request.Architecture));
        }
    }

    private sealed class Measurer(Action measuring) : IArchitectureMeasurer
    {
        public IReadOnlyDictionary<string, double> Measure(Architecture architecture, CancellationToken cancellationToken)
        {
            measuring();
            return new Dictionary<string, double> { ["Tokens"] = architecture.Tokens.Length };
        }
    }

    /// <summary>Random search that can put down its state, and tells what it is asked for.</summary>
    private sealed class ObservedOptions(Action<int> proposing, Action<Trial> observing) : StrategyOptions
    {
        public override string Name => "observed";

        protected override ISearchStrategy CreateValidated(StrategyContext context) =>
            new ObservedStrategy(TestStrategies.Create("random", context.Space), proposing, observing);
    }

    private sealed class ObservedStrategy(ISearchStrategy inner, Action<int> proposing, Action<Trial> observing) : IResumableStrategy
    {
        private int _proposals;

        public Architecture? Propose(CancellationToken cancellationToken = default)
        {
            proposing(_proposals++);
            return inner.Propose(cancellationToken);
        }

        public void Observe(Trial trial)
        {
            observing(trial);
            inner.Observe(trial);
        }

        public byte[] SaveState() => [1];

        public void RestoreState(byte[] state, IReadOnlyList<Architecture> proposed, IReadOnlyList<Trial> observed) =>
            throw new InvalidDataException("It was not put down to be restored.");
    }
}
