using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Tests.Tensors;
using TorchSharp;

namespace Microsoft.ML.NAO.Tests.Strategies;

[TestClass]
public class SearchStrategyContractTests
{
    // Reaches the second round of a strategy that works in rounds.
    private const int Proposals = 12;

    public static IEnumerable<object[]> StrategiesAndSpaces => TestStrategies.Rows;

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void Proposals_are_legal_canonical_and_different(string name, ArchitectureSpace space)
    {
        List<Architecture> proposals = TestStrategies.Run(TestStrategies.Create(name, space), Proposals);

        Assert.HasCount(Proposals, proposals);
        Assert.HasCount(Proposals, proposals.ToHashSet());
        foreach (Architecture proposal in proposals)
        {
            space.Validate(proposal);
            Assert.AreEqual(space.Canonicalize(proposal), proposal);
        }
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void The_same_seed_proposes_the_same(string name, ArchitectureSpace space) => CollectionAssert.AreEqual(
        TestStrategies.Run(TestStrategies.Create(name, space), Proposals), TestStrategies.Run(TestStrategies.Create(name, space), Proposals));

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void Another_seed_proposes_others(string name, ArchitectureSpace space) => CollectionAssert.AreNotEqual(
        TestStrategies.Run(TestStrategies.Create(name, space, seed: 1), Proposals),
        TestStrategies.Run(TestStrategies.Create(name, space, seed: 2), Proposals));

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void What_an_evaluator_draws_from_libtorch_changes_nothing(string name, ArchitectureSpace space)
    {
        List<Architecture> undisturbed = TestStrategies.Run(TestStrategies.Create(name, space), Proposals);
        List<Architecture> disturbed = TestStrategies.Run(TestStrategies.Create(name, space), Proposals, architecture =>
        {
            torch.manual_seed(architecture.Tokens[0]);
            torch.rand(3).Dispose();
            return TestStrategies.Score(architecture);
        });

        CollectionAssert.AreEqual(undisturbed, disturbed);
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void The_first_proposals_are_those_of_random_search(string name, ArchitectureSpace space) => CollectionAssert.AreEqual(
        TestStrategies.Run(TestStrategies.Create("random", space), 6), TestStrategies.Run(TestStrategies.Create(name, space), 6));

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void A_failed_architecture_is_not_proposed_again(string name, ArchitectureSpace space)
    {
        ISearchStrategy strategy = TestStrategies.Create(name, space);
        var proposals = new List<Architecture>();
        while (proposals.Count < Proposals && strategy.Propose() is { } architecture)
        {
            strategy.Observe(proposals.Count % 2 == 0
                ? TestStrategies.Failed(proposals.Count, architecture)
                : TestStrategies.Completed(proposals.Count, architecture, TestStrategies.Score(architecture)));
            proposals.Add(architecture);
        }

        Assert.HasCount(Proposals, proposals.ToHashSet());
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void Proposals_go_on_if_every_trial_fails(string name, ArchitectureSpace space)
    {
        ISearchStrategy strategy = TestStrategies.Create(name, space);
        for (int number = 0; number < Proposals; number++)
        {
            Architecture? proposal = strategy.Propose();
            Assert.IsNotNull(proposal);
            strategy.Observe(TestStrategies.Failed(number, proposal));
        }
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void Proposals_go_on_if_all_outcomes_are_equal(string name, ArchitectureSpace space) =>
        Assert.HasCount(Proposals, TestStrategies.Run(TestStrategies.Create(name, space), Proposals, _ => 0.5).ToHashSet());

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void A_proposal_that_was_cancelled_can_be_asked_for_again(string name, ArchitectureSpace space)
    {
        List<Architecture> undisturbed = TestStrategies.Run(TestStrategies.Create(name, space), Proposals);
        ISearchStrategy strategy = TestStrategies.Create(name, space);

        foreach (Architecture expected in undisturbed)
        {
            using var cancelled = new CancellationTokenSource();
            cancelled.Cancel();
            Assert.ThrowsExactly<OperationCanceledException>(() => strategy.Propose(cancelled.Token));
            Architecture? proposal = strategy.Propose();
            Assert.AreEqual(expected, proposal);
            strategy.Observe(TestStrategies.Completed(0, expected, TestStrategies.Score(expected)));
        }
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void No_tensor_outlives_a_call(string name, ArchitectureSpace space)
    {
        TestStrategies.Run(TestStrategies.Create(name, space), Proposals);
        long before = LiveTensors.Count();
        ISearchStrategy strategy = TestStrategies.Create(name, space);

        TestStrategies.Run(strategy, Proposals);

        Assert.AreEqual(before, LiveTensors.Count());
    }

    [TestMethod]
    [DynamicData(nameof(StrategiesAndSpaces))]
    public void What_was_evaluated_elsewhere_is_not_proposed(string name, ArchitectureSpace space)
    {
        // What this strategy would propose itself.
        List<Architecture> elsewhere = TestStrategies.Run(TestStrategies.Create("random", space), 6);
        ISearchStrategy strategy = TestStrategies.Create(name, space);
        foreach (var (number, architecture) in elsewhere.Index())
        {
            strategy.Observe(number == 0
                ? TestStrategies.Failed(number, architecture)
                : TestStrategies.Completed(number, architecture, TestStrategies.Score(architecture)));
        }

        List<Architecture> proposals = TestStrategies.Run(strategy, Proposals);

        Assert.HasCount(Proposals, proposals.Except(elsewhere).ToList());
    }

    [TestMethod]
    public void A_small_space_is_proposed_to_the_last_architecture()
    {
        foreach (string name in StrategyCatalog.Names)
        {
            ISearchStrategy strategy = TestStrategies.Create(name, new PairSpace());

            Assert.HasCount(PairSpace.DifferentArchitectures, TestStrategies.Run(strategy, 100).ToHashSet());
            Assert.IsNull(strategy.Propose());
        }
    }
}
