using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;

namespace Microsoft.ML.NAO.Tests.Nao;

[TestClass]
public class CandidateGenerationTests
{
    private const int Rounds = 100;

    private static readonly PairSpace Space = new();
    private static readonly Architecture FirstMembersChoice = new(1, 1);
    private static readonly Architecture SecondMembersChoice = new(2, 2);
    private static readonly Architecture Compromise = new(3, 3);

    [TestMethod]
    public void Thompson_sampling_proposes_what_each_member_believes_in()
    {
        HashSet<Architecture> proposed = [.. Propose(new NaoOptions { CandidatesPerRound = 10 }).SelectMany(round => round)];

        CollectionAssert.AreEquivalent(new[] { FirstMembersChoice, SecondMembersChoice }, proposed.ToArray());
    }

    [TestMethod]
    public void An_upper_confidence_bound_without_exploration_proposes_what_is_best_in_the_mean()
    {
        var options = new NaoOptions { CandidatesPerRound = 10, Acquisition = Acquisition.UpperConfidenceBound, Exploration = 0 };

        Assert.IsTrue(Propose(options).All(round => round.Single().Equals(Compromise)));
    }

    [TestMethod]
    public void An_upper_confidence_bound_with_much_exploration_proposes_what_members_disagree_on()
    {
        var options = new NaoOptions { CandidatesPerRound = 10, Acquisition = Acquisition.UpperConfidenceBound, Exploration = 10 };

        Assert.IsFalse(Propose(options).Any(round => round.Single().Equals(Compromise)));
    }

    [TestMethod]
    public void Proposals_of_a_round_differ()
    {
        foreach (List<Architecture> round in Propose(new NaoOptions { CandidatesPerRound = 10, ArchitecturesPerRound = 2 }))
        {
            Assert.HasCount(2, round.ToHashSet());
        }
    }

    private static IEnumerable<List<Architecture>> Propose(NaoOptions options)
    {
        using var model = new TwoMinds();
        var random = new Random(1);
        for (int round = 0; round < Rounds; round++)
        {
            yield return new CandidateGeneration(Space, model, options, _ => true, random).Run([new Architecture(1, 2)], CancellationToken.None);
        }
    }

    /// <summary>A model of two members, each of which believes in an architecture that the other thinks little of.</summary>
    private sealed class TwoMinds : INaoModel
    {
        public NaoTrainingSummary Train(
            IReadOnlyList<Architecture> architectures, float[] targets, int epochs, Random random, CancellationToken cancellationToken) => new(0, 0, 0);

        public IReadOnlyList<PredictedPerformance> Predict(IReadOnlyList<Architecture> architectures) => [.. architectures.Select(architecture =>
            architecture.Equals(FirstMembersChoice) ? new PredictedPerformance(2, -2)
            : architecture.Equals(SecondMembersChoice) ? new PredictedPerformance(-2, 2)
            : new PredictedPerformance(1, 1))];

        public IReadOnlyList<Architecture> Move(IReadOnlyList<Architecture> seeds, double stepSize, params ReadOnlySpan<TokenSampler> samplers) =>
            [FirstMembersChoice, SecondMembersChoice, Compromise];

        public byte[] GetState() => [];

        public void SetState(byte[] state)
        {
        }

        public void Dispose()
        {
        }
    }
}
