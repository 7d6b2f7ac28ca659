using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Studies;

[TestClass]
public sealed class StrategySnapshotTests : IDisposable
{
    private const int Trials = 14;

    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder.File("journal");

    private string Snapshot => Journal + ".strategy";

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_resumed_strategy_does_not_compute_again_what_it_had_put_down()
    {
        Run(Trials);
        var strategy = new CountingOptions();

        StudyResult result = Create(strategy, Trials + 1).Run();

        Assert.AreEqual(Trials, result.ResumedTrials);
        Assert.AreEqual(1, strategy.Proposals);
    }

    [TestMethod]
    public void Without_the_file_it_learns_again_what_the_journal_holds()
    {
        Run(Trials);
        File.Delete(Snapshot);
        var strategy = new CountingOptions();

        StudyResult result = Create(strategy, Trials + 1).Run();

        CollectionAssert.AreEqual(Expect(Trials + 1), result.Describe());
        Assert.AreEqual(Trials + 1, strategy.Proposals);
    }

    [TestMethod]
    public void Any_damage_of_the_file_costs_time_alone()
    {
        Run(Trials);
        byte[] whole = File.ReadAllBytes(Snapshot);
        byte[] journal = File.ReadAllBytes(Journal);
        List<string> expected = Expect(Trials + 1);
        var random = new Random(1);
        for (int damage = 0; damage < 40; damage++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(whole.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(Snapshot, damage % 2 == 0 ? damaged : whole[..random.Next(whole.Length)]);
            File.WriteAllBytes(Journal, journal);
            var strategy = new CountingOptions();

            CollectionAssert.AreEqual(expected, Create(strategy, Trials + 1).Run().Describe());
            Assert.AreEqual(Trials + 1, strategy.Proposals);
        }
    }

    [TestMethod]
    public void A_file_of_another_journal_is_passed_over()
    {
        Run(Trials);
        byte[] snapshot = File.ReadAllBytes(Snapshot);
        File.Delete(Journal);
        File.Delete(Snapshot);
        Run(Trials, seed: 1);
        File.WriteAllBytes(Snapshot, snapshot);
        var strategy = new CountingOptions();

        CollectionAssert.AreEqual(Expect(Trials + 1, seed: 1), Create(strategy, Trials + 1, seed: 1).Run().Describe());

        Assert.AreEqual(Trials + 1, strategy.Proposals);
    }

    [TestMethod]
    public void Other_options_of_the_strategy_are_found_out_all_the_same()
    {
        Run(Trials);
        var strategy = new CountingOptions();
        strategy.Inner.InitialArchitectures = 3;

        StringAssert.Contains(
            Assert.ThrowsExactly<JournalException>(() => Create(strategy, Trials + 1).Run()).Message, "Its options or its version have changed");
    }

    [TestMethod]
    public void The_recurrent_model_is_put_down_too()
    {
        NaoOptions Options() => new()
        {
            InitialArchitectures = 4,
            ArchitecturesPerRound = 2,
            CandidatesPerRound = 4,
            SeedArchitectures = 2,
            MaxEpochsPerRound = 2,
            MaxEpochsOfFirstRound = null,
            TargetScaling = TargetScaling.MinMax,
            Model = new RecurrentModelOptions(),
        };
        var space = new PairSpace();
        StudyOptions Study(int trials) => TestStores.CreateOptions(TestStores.JournalAndSnapshots, Journal, trials);
        List<string> expected = new Study(space, TestStrategies.Objective, Options(), new ScoreEvaluator(), new StudyOptions { MaxTrials = 10 }).Run().Describe();
        new Study(space, TestStrategies.Objective, Options(), new ScoreEvaluator(), Study(7)).Run();

        CollectionAssert.AreEqual(expected, new Study(space, TestStrategies.Objective, Options(), new ScoreEvaluator(), Study(10)).Run().Describe());
    }

    private void Run(int trials, int seed = 0) => Create(new CountingOptions(), trials, seed).Run();

    private static List<string> Expect(int trials, int seed = 0) => new Study(
        new ConvolutionalCellSpace(), TestStrategies.Objective, new CountingOptions(), new ScoreEvaluator(), new StudyOptions { MaxTrials = trials, Seed = seed })
        .Run().Describe();

    private Study Create(StrategyOptions strategy, int trials, int seed = 0)
    {
        StudyOptions options = TestStores.CreateOptions(TestStores.JournalAndSnapshots, Journal, trials);
        options.Seed = seed;
        return new Study(new ConvolutionalCellSpace(), TestStrategies.Objective, strategy, new ScoreEvaluator(), options);
    }

    /// <summary>NAO, with a count of what it is asked for.</summary>
    private sealed class CountingOptions : StrategyOptions
    {
        public NaoOptions Inner { get; } = (NaoOptions)TestStrategies.CreateOptions(NaoOptions.StrategyName);

        public int Proposals { get; set; }

        public override string Name => "counting";

        protected override ISearchStrategy CreateValidated(StrategyContext context)
        {
            Proposals = 0;
            return new CountingStrategy(this, (IResumableStrategy)Inner.CreateStrategy(context));
        }
    }

    private sealed class CountingStrategy(CountingOptions options, IResumableStrategy inner) : IResumableStrategy
    {
        public Architecture? Propose(CancellationToken cancellationToken = default)
        {
            options.Proposals++;
            return inner.Propose(cancellationToken);
        }

        public void Observe(Trial trial) => inner.Observe(trial);

        public byte[] SaveState() => inner.SaveState();

        public void RestoreState(byte[] state, IReadOnlyList<Architecture> proposed, IReadOnlyList<Trial> observed) =>
            inner.RestoreState(state, proposed, observed);
    }
}
