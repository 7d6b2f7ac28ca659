using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.LocalSearch;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests.Strategies;

[TestClass]
public class LocalSearchStrategyTests
{
    private static readonly EdgeCellSpace Space = new("edges", 4, ["a", "b", "c", "d", "e"]);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Climbs_a_hill_to_its_top(bool maximize)
    {
        int sign = maximize ? 1 : -1;
        ISearchStrategy strategy = Create(new LocalSearchOptions(), maximize);

        List<Architecture> proposals = TestStrategies.Run(strategy, 70, architecture => sign * Sum(architecture));

        CollectionAssert.Contains(proposals, new Architecture(5, 5, 5, 5, 5, 5));
    }

    [TestMethod]
    public void Proposes_neighbours_of_the_best_so_far()
    {
        List<Architecture> proposals = TestStrategies.Run(Create(new LocalSearchOptions { InitialArchitectures = 3 }), 20, Sum);

        for (int i = 3; i < proposals.Count; i++)
        {
            Architecture best = proposals.Take(i).MaxBy(Sum)!;
            Assert.AreEqual(1, CountDifferences(best, proposals[i]));
        }
    }

    [TestMethod]
    public void Starts_again_from_a_local_optimum()
    {
        // The first architecture is a peak; all others are alike, so that its 24 neighbours are tried and then another one is drawn.
        double next = 1;
        ISearchStrategy strategy = Create(new LocalSearchOptions { InitialArchitectures = 1 });

        List<Architecture> proposals = TestStrategies.Run(strategy, 26, _ => next-- > 0 ? 1 : 0);

        Assert.IsTrue(proposals.Skip(1).Take(24).All(proposal => CountDifferences(proposals[0], proposal) == 1));
        Assert.IsGreaterThan(1, CountDifferences(proposals[0], proposals[25]));
    }

    [TestMethod]
    public void Options_out_of_range_are_refused() => Assert.ThrowsExactly<System.ComponentModel.DataAnnotations.ValidationException>(
        () => Create(new LocalSearchOptions { InitialArchitectures = 0 }));

    private static ISearchStrategy Create(LocalSearchOptions options, bool maximize = true) =>
        options.CreateStrategy(new StrategyContext(Space, new Objective("Score", maximize), 1));

    private static double Sum(Architecture architecture) => architecture.Tokens.Sum();

    private static int CountDifferences(Architecture first, Architecture second) =>
        first.Tokens.Zip(second.Tokens).Count(pair => pair.First != pair.Second);
}
