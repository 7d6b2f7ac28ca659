using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;
using TorchSharp;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class NaoStrategyTests
{
    private static readonly ConvolutionalCellSpace Space = new();

    /// <summary>On an objective that NAO can learn, its proposals must be better than random ones by far more than chance allows.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Proposals_are_better_than_random_ones(bool maximize)
    {
        double sign = maximize ? 1 : -1;
        var random = new Random(99);
        double[] scores = [.. Enumerable.Range(0, 1000).Select(_ => Convolutions(Space.Sample(random)))];
        double mean = scores.Average();
        double deviation = Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
        var context = new StrategyContext(Space, new Objective("Score", maximize), 1);
        ISearchStrategy strategy = new NaoOptions { InitialArchitectures = 20, ArchitecturesPerRound = 10 }.CreateStrategy(context);

        List<Architecture> proposals = TestStrategies.Run(strategy, 40, architecture => sign * Convolutions(architecture));

        Assert.AreEqual(20, strategy.Measures[NaoMeasures.FromGradientSteps]);
        Assert.IsGreaterThan(mean + (1.5 * deviation), proposals.Skip(20).Average(Convolutions));
    }

    [TestMethod]
    public void What_gradient_steps_do_not_yield_is_drawn_at_random_and_said_so()
    {
        // All outcomes are equal, so that there is nowhere to go; after hardly any training, steps of any size decode alike.
        var options = (NaoOptions)TestStrategies.CreateOptions("nao");
        options.MaxEpochsPerRound = 1;
        options.InitialStepSize = 1e-6;
        options.MaxStepSize = 1e-6;
        options.SeedArchitectures = 1;
        options.SampledDecodings = 0;
        options.GradientSteps = 1;
        options.Model = new FeedForwardModelOptions { Members = 1 };
        ISearchStrategy strategy = options.CreateStrategy(new StrategyContext(Space, TestStrategies.Objective, 1));

        List<Architecture> proposals = TestStrategies.Run(strategy, 10, _ => 1);

        Assert.HasCount(10, proposals.ToHashSet());
        Assert.IsLessThanOrEqualTo(1, strategy.Measures[NaoMeasures.FromGradientSteps]);
        Assert.AreEqual(4, strategy.Measures[NaoMeasures.FromGradientSteps] + strategy.Measures[NaoMeasures.DrawnAtRandom]);
    }

    [TestMethod]
    public void After_many_infeasible_proposals_in_a_row_they_are_drawn_at_random_until_one_is_feasible()
    {
        const int MostInARow = 50;
        var options = (NaoOptions)TestStrategies.CreateOptions("nao");
        (options.ArchitecturesPerRound, options.RestartPatience) = (1, null);
        ISearchStrategy strategy = options.CreateStrategy(new StrategyContext(Space, TestStrategies.Objective, 1));
        TestStrategies.Run(strategy, options.InitialArchitectures, TestStrategies.Score);
        for (int number = 0; number < MostInARow + 10; number++)
        {
            strategy.Observe(Infeasible(strategy.Propose()!));
        }

        double rounds = strategy.Measures[NaoMeasures.Rounds];
        Architecture feasible = strategy.Propose()!;
        strategy.Observe(TestStrategies.Completed(0, feasible, TestStrategies.Score(feasible)));
        strategy.Propose();

        Assert.AreEqual(MostInARow, rounds);
        Assert.IsGreaterThanOrEqualTo(11, strategy.Measures[NaoMeasures.DrawnAtRandom]);
        Assert.AreEqual(rounds + 1, strategy.Measures[NaoMeasures.Rounds]);
    }

    [TestMethod]
    public void Failed_trials_are_no_targets()
    {
        ISearchStrategy some = TestStrategies.Create("nao", Space);
        ISearchStrategy others = TestStrategies.Create("nao", Space);
        for (int number = 0; number < 6; number++)
        {
            Observe(some, number, double.NaN);
            Observe(others, number, 1e6);
        }

        Assert.AreEqual(some.Propose(), others.Propose());

        void Observe(ISearchStrategy strategy, int number, double metricOfFailed)
        {
            Architecture architecture = strategy.Propose()!;
            Trial trial = TestStrategies.Completed(number, architecture, TestStrategies.Score(architecture));
            strategy.Observe(number % 3 == 0 ? trial with { State = TrialState.Failed, Metric = metricOfFailed } : trial);
        }
    }

    [TestMethod]
    public void Outcomes_from_elsewhere_take_the_place_of_random_architectures()
    {
        ISearchStrategy strategy = TestStrategies.Create("nao", Space);
        foreach (Architecture architecture in TestStrategies.Run(TestStrategies.Create("random", Space, seed: 2), 6))
        {
            strategy.Observe(TestStrategies.Completed(0, architecture, TestStrategies.Score(architecture)));
        }

        TestStrategies.Run(strategy, 4);

        Assert.AreEqual(1, strategy.Measures[NaoMeasures.Rounds]);
        Assert.AreEqual(4, strategy.Measures[NaoMeasures.FromGradientSteps]);
    }

    [TestMethod]
    public void Random_architectures_beyond_the_limits_do_not_count()
    {
        List<Architecture> random = TestStrategies.Run(TestStrategies.Create("random", Space), 10);
        ISearchStrategy strategy = TestStrategies.Create("nao", Space);
        var proposals = new List<Architecture>();
        while (proposals.Count < 10)
        {
            Architecture architecture = strategy.Propose()!;
            strategy.Observe(proposals.Count < 4 ? Infeasible(architecture) : TestStrategies.Completed(0, architecture, TestStrategies.Score(architecture)));
            proposals.Add(architecture);
        }

        CollectionAssert.AreEqual(random, proposals);
    }

    [TestMethod]
    public void Tells_about_its_rounds()
    {
        ISearchStrategy strategy = TestStrategies.Create("nao", Space);

        TestStrategies.Run(strategy, 6 + 4 + 4);

        Assert.AreEqual(2, strategy.Measures[NaoMeasures.Rounds]);
        Assert.AreEqual(4, strategy.Measures[NaoMeasures.Epochs]);
        Assert.AreEqual(8, strategy.Measures[NaoMeasures.FromGradientSteps] + strategy.Measures[NaoMeasures.DrawnAtRandom]);
        Assert.IsTrue(strategy.Measures[NaoMeasures.PairwiseAccuracy] is >= 0 and <= 1);
        Assert.IsTrue(strategy.Measures[NaoMeasures.HammingDistance] is >= 0 and <= 40);
    }

    [TestMethod]
    public void The_number_of_threads_is_as_before()
    {
        int before = torch.get_num_threads();

        TestStrategies.Run(TestStrategies.Create("nao", Space), 10);

        Assert.AreEqual(before, torch.get_num_threads());
    }

    /// <summary>The number of convolutions: a random architecture has 8 of 20 on average.</summary>
    private static double Convolutions(Architecture architecture) => architecture.Tokens.Count(token => token is 7 or 8);

    private static Trial Infeasible(Architecture architecture) =>
        new() { Number = 0, Architecture = architecture, State = TrialState.Infeasible, Failure = "It is beyond the limit." };
}
