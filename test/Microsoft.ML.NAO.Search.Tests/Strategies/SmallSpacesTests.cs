using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.LocalSearch;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Tests.Studies;

namespace Microsoft.ML.NAO.Tests.Strategies;

/// <summary>Every strategy in spaces that have less than it asks for, with outcomes that say little or nothing.</summary>
[TestClass]
public class SmallSpacesTests
{
    private static readonly NodeCellSpace OneArchitecture = new("one", 1, ["conv"], inputCount: 1);

    // Both branches are the pooling, or the convolution, or one of each.
    private static readonly NodeCellSpace ThreeArchitectures = new("three", 1, ["conv", "pool"], inputCount: 1);

    public static IEnumerable<object[]> StrategiesAndSpaces => StrategyCatalog.Names.SelectMany(name => new object[][]
    {
        [name, OneArchitecture, 1],
        [name, ThreeArchitectures, 3],
        [name, new PairSpace(), PairSpace.DifferentArchitectures],
    });

    public static IEnumerable<object[]> Strategies => StrategyCatalog.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void The_whole_space_is_proposed_and_then_nothing_by_the_defaults(string name, ArchitectureSpace space, int different) =>
        AssertExhausts(StrategyCatalog.CreateOptions(name), space, different);

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void The_whole_space_is_proposed_and_then_nothing_if_more_is_asked_for_at_first(string name, ArchitectureSpace space, int different) =>
        AssertExhausts(CreateOptions(name, initial: 100, later: 1), space, different);

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void The_whole_space_is_proposed_and_then_nothing_if_more_is_asked_for_later(string name, ArchitectureSpace space, int different) =>
        AssertExhausts(CreateOptions(name, initial: 2, later: 100), space, different);

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void A_study_says_that_the_space_is_exhausted(string name, ArchitectureSpace space, int different)
    {
        StudyResult result = TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = 100 }, name, space).Run();

        Assert.AreEqual(StopReason.SpaceExhausted, result.StopReason);
        Assert.HasCount(different, result.Trials);
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void A_study_of_as_many_trials_as_the_space_has_ends_by_its_budget(string name, ArchitectureSpace space, int different) => Assert.AreEqual(
        StopReason.TrialBudget,
        TestStudies.Create(new ScoreEvaluator(), new StudyOptions { MaxTrials = different }, name, space).Run().StopReason);

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void The_whole_space_is_proposed_if_all_outcomes_are_equal(string name, ArchitectureSpace space, int different) =>
        Assert.HasCount(different, TestStrategies.Run(TestStrategies.Create(name, space), 100, _ => 0.5).ToHashSet());

    /// <summary>An outcome that is not a number must leave no trace: the proposals are those that follow a failure.</summary>
    [TestMethod]
    [DynamicData(nameof(Strategies))]
    public void A_completed_trial_without_a_number_counts_as_failed(string name)
    {
        List<Architecture> proposals = Run(number => double.NaN, TestStrategies.Completed);
        List<Architecture> afterInfinities = Run(number => double.PositiveInfinity, TestStrategies.Completed);
        List<Architecture> afterFailures = Run(number => double.NaN, (number, architecture, _) => TestStrategies.Failed(number, architecture));

        Assert.HasCount(20, proposals);
        CollectionAssert.AreEqual(afterFailures, proposals);
        CollectionAssert.AreEqual(afterFailures, afterInfinities);

        List<Architecture> Run(Func<int, double> metric, Func<int, Architecture, double, Trial> end)
        {
            ISearchStrategy strategy = TestStrategies.Create(name, EdgeCellSpace.NasBench201);
            var proposed = new List<Architecture>();
            for (int number = 0; number < 20; number++)
            {
                Architecture architecture = strategy.Propose()!;
                proposed.Add(architecture);
                strategy.Observe(number % 3 == 1
                    ? end(number, architecture, metric(number))
                    : TestStrategies.Completed(number, architecture, TestStrategies.Score(architecture)));
            }

            return proposed;
        }
    }

    [TestMethod]
    public void NAO_trains_no_more_once_its_space_is_exhausted()
    {
        ISearchStrategy strategy = TestStrategies.Create(NaoOptions.StrategyName, new PairSpace());
        TestStrategies.Run(strategy, 100);
        double rounds = strategy.Measures[NaoMeasures.Rounds];

        Assert.IsNull(strategy.Propose());

        Assert.AreEqual(rounds, strategy.Measures[NaoMeasures.Rounds]);
    }

    /// <summary>Where nothing is better than anything, the models of both kinds and all targets must go on.</summary>
    [TestMethod]
    [DataRow(TargetScaling.MinMax)]
    [DataRow(TargetScaling.Rank)]
    [DataRow(TargetScaling.NormalScore)]
    public void Equal_outcomes_are_no_obstacle_to_NAO_however_targets_are_scaled(TargetScaling scaling)
    {
        // The recurrent model has no use for targets beyond 0 and 1, and refuses them.
        NaoModelOptions[] models = scaling == TargetScaling.NormalScore
            ? [new FeedForwardModelOptions()]
            : [new FeedForwardModelOptions(), new RecurrentModelOptions()];
        foreach (NaoModelOptions model in models)
        {
            var options = (NaoOptions)TestStrategies.CreateOptions(NaoOptions.StrategyName);
            (options.TargetScaling, options.Model) = (scaling, model);
            ISearchStrategy strategy = options.CreateStrategy(new StrategyContext(new PairSpace(), TestStrategies.Objective, 1));

            Assert.HasCount(PairSpace.DifferentArchitectures, TestStrategies.Run(strategy, 100, _ => 0.5).ToHashSet());
        }
    }

    private static StrategyOptions CreateOptions(string name, int initial, int later)
    {
        StrategyOptions options = TestStrategies.CreateOptions(name);
        switch (options)
        {
            case NaoOptions nao:
                (nao.InitialArchitectures, nao.ArchitecturesPerRound, nao.SeedArchitectures) = (initial, later, initial);
                break;
            case RegularizedEvolutionOptions evolution:
                (evolution.PopulationSize, evolution.SampleSize) = (initial, later);
                break;
            case LocalSearchOptions local:
                local.InitialArchitectures = initial;
                break;
        }

        return options;
    }

    private static void AssertExhausts(StrategyOptions options, ArchitectureSpace space, int different)
    {
        ISearchStrategy strategy = options.CreateStrategy(new StrategyContext(space, TestStrategies.Objective, 1));

        List<Architecture> proposals = TestStrategies.Run(strategy, 1000);

        Assert.HasCount(different, proposals);
        Assert.HasCount(different, proposals.ToHashSet());
        Assert.IsNull(strategy.Propose());
        Assert.IsNull(strategy.Propose());
    }
}
