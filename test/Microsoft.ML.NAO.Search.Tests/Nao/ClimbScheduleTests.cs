using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class ClimbScheduleTests
{
    private const int Initial = 2;
    private const int Patience = 6;

    [TestMethod]
    public void Goes_on_from_random_architectures_and_returns_where_neither_gets_on()
    {
        var (schedule, trials) = Create();
        Add(trials, 5, 9);
        Assert.AreEqual(Climb.FromAll, Next(schedule, trials, out _));

        Add(trials, 1, 1, 1, 1, 1);
        Assert.AreEqual(Climb.FromAll, Next(schedule, trials, out _));
        Add(trials, 1);
        Assert.AreEqual(new Climb(8, NaoConstants.RestartRadius), Next(schedule, trials, out bool begins));
        Assert.IsTrue(begins);

        // What is not better than the best so far, but than the others since, keeps it there.
        Add(trials, 3, 2, 4, 3, 5, 4);
        Assert.AreEqual(8, Next(schedule, trials, out begins).First);
        Assert.IsFalse(begins);
        Add(trials, 4);
        Assert.AreEqual(Climb.FromAll, Next(schedule, trials, out begins));
        Assert.IsFalse(begins);

        Add(trials, 1, 1, 1, 1, 1);
        Assert.AreEqual(Climb.FromAll, Next(schedule, trials, out _));
        Add(trials, 1);
        Assert.AreEqual(trials.Count, Next(schedule, trials, out begins).First);
        Assert.IsTrue(begins);
    }

    [TestMethod]
    public void A_better_outcome_is_reason_to_stay()
    {
        var (schedule, trials) = Create();
        Add(trials, 5, 9, 1, 1, 1, 1, 10, 1, 1, 1, 1, 1);

        Assert.AreEqual(Climb.FromAll, Next(schedule, trials, out _));
    }

    [TestMethod]
    public void Never_leaves_without_patience_to_lose()
    {
        var schedule = new ClimbSchedule(new NaoOptions { RestartPatience = null }, TestStrategies.Objective);
        var trials = new List<Trial>();
        Add(trials, [.. Enumerable.Repeat(1.0, 1000)]);

        Assert.AreEqual(Climb.FromAll, Next(schedule, trials, out _));
    }

    [TestMethod]
    public void A_strategy_proposes_random_architectures_and_then_those_within_the_radius()
    {
        // Without an operation that passes nothing, no two strings are the same network.
        var space = new EdgeCellSpace("edges", 5, ["conv", "pool", "skip"]);
        var options = (NaoOptions)TestStrategies.CreateOptions("nao");
        options.InitialArchitectures = 4;
        options.ArchitecturesPerRound = 1;
        options.RestartPatience = 6;
        options.CandidatesPerRound = 200;
        options.MaxEpochsPerRound = 100;
        var strategy = options.CreateStrategy(new StrategyContext(space, TestStrategies.Objective, 1));
        int score = 0;

        List<Architecture> proposals = TestStrategies.Run(strategy, 4 + 6 + 4 + 1, _ => score--);

        List<Architecture> drawn = TestStrategies.Run(TestStrategies.Create("random", space), 8);
        CollectionAssert.AreEqual(drawn, (Architecture[])[.. proposals[..4], .. proposals[10..14]]);
        Assert.AreEqual(1, strategy.Measures[NaoMeasures.Restarts]);
        Assert.IsLessThanOrEqualTo(options.RestartRadius, ReconstructionMetrics.HammingDistance(proposals[10], proposals[14]));
    }

    private static (ClimbSchedule Schedule, List<Trial> Trials) Create() => (
        new ClimbSchedule(new NaoOptions { InitialArchitectures = Initial, RestartPatience = Patience }, TestStrategies.Objective), []);

    private static Climb Next(ClimbSchedule schedule, List<Trial> trials, out bool begins) => schedule.Next(trials, out begins);

    private static void Add(List<Trial> trials, params double[] outcomes)
    {
        foreach (double outcome in outcomes)
        {
            trials.Add(TestStrategies.Completed(trials.Count, new Architecture(1), outcome));
        }
    }
}
