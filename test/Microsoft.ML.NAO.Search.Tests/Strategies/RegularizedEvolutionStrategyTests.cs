using System.ComponentModel.DataAnnotations;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Strategies;

[TestClass]
public class RegularizedEvolutionStrategyTests
{
    private static readonly EdgeCellSpace Space = new("edges", 4, ["a", "b", "c", "d", "e"]);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Proposals_are_better_than_random_ones(bool maximize)
    {
        int sign = maximize ? 1 : -1;
        ISearchStrategy strategy = Create(new RegularizedEvolutionOptions(), maximize);

        List<Architecture> proposals = TestStrategies.Run(strategy, 200, architecture => sign * architecture.Tokens.Sum());

        // Random ones have a mean of 18 and a standard deviation of 3.5.
        Assert.IsGreaterThan(24, proposals.Skip(100).Average(architecture => architecture.Tokens.Sum()));
    }

    [TestMethod]
    public void A_child_differs_from_a_living_member_in_one_token()
    {
        List<Architecture> proposals = TestStrategies.Run(Create(new RegularizedEvolutionOptions { PopulationSize = 5, SampleSize = 2 }), 40);

        for (int i = 5; i < proposals.Count; i++)
        {
            // Children that were known may have joined in between, so that a parent may be older than the five before.
            Assert.IsTrue(proposals.Take(i).Any(member => CountDifferences(member, proposals[i]) == 1));
        }
    }

    [TestMethod]
    public void The_oldest_leaves_even_if_it_is_the_best()
    {
        // Only the first architecture is good. While it lives, all are its children; five children later nothing is left of it.
        double next = 1;
        ISearchStrategy strategy = Create(new RegularizedEvolutionOptions { PopulationSize = 5, SampleSize = 100 });

        List<Architecture> proposals = TestStrategies.Run(strategy, 100, _ => next-- > 0 ? 1 : 0);

        Assert.AreEqual(1, CountDifferences(proposals[0], proposals[5]));
        Assert.IsGreaterThan(24 / 2, proposals.Skip(6).Count(proposal => CountDifferences(proposals[0], proposal) > 1));
    }

    [TestMethod]
    public void Options_out_of_range_are_refused()
    {
        Assert.ThrowsExactly<ValidationException>(() => Create(new RegularizedEvolutionOptions { PopulationSize = 1 }));
        Assert.ThrowsExactly<ValidationException>(() => Create(new RegularizedEvolutionOptions { SampleSize = 0 }));
    }

    private static ISearchStrategy Create(RegularizedEvolutionOptions options, bool maximize = true) =>
        options.CreateStrategy(new StrategyContext(Space, new Objective("Score", maximize), 1));

    private static int CountDifferences(Architecture first, Architecture second) =>
        first.Tokens.Zip(second.Tokens).Count(pair => pair.First != pair.Second);
}
