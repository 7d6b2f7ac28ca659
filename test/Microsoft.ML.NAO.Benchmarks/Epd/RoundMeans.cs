using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Benchmarks.NasBench201;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>
/// The mean accuracy, true and as it was predicted, of what a round proposed (Figure 2b of the paper). Round 0 is drawn at random, and
/// has no prediction.
/// </summary>
internal sealed record RoundMeans(int Round, double Actual, double Predicted)
{
    public const int InitialArchitectures = 100;
    public const int ArchitecturesPerRound = 50;
    public const int Rounds = 5;

    /// <summary>Searches in rounds of a size that a mean says something about.</summary>
    public static IReadOnlyList<RoundMeans> Measure(NaoOptions options, AccuracyTable table, int seed)
    {
        options.ArchitecturesPerRound = ArchitecturesPerRound;
        var pool = new ProposalPool(EdgeCellSpace.NasBench201, seed);
        var rounds = new NaoRound(EdgeCellSpace.NasBench201, TableEvaluator.Objective, options);
        List<Trial> completed = [.. Enumerable.Range(0, InitialArchitectures).Select(number => ToTrial(pool.Draw()!, number))];
        var means = new List<RoundMeans> { new(0, completed.Average(trial => trial.Metric), double.NaN) };
        byte[]? state = null;
        for (int round = 1; round <= Rounds; round++)
        {
            var scale = new OutcomeScale(completed, options.TargetScaling);
            NaoRoundResult result = rounds.Run(
                completed, Climb.FromAll, state, TrialSeed.Derive(seed, round), architecture => !pool.Contains(architecture), CancellationToken.None);
            state = result.State;
            foreach (Architecture proposal in result.Proposals)
            {
                completed.Add(ToTrial(pool.TryAdd(proposal)!, completed.Count));
            }

            means.Add(new RoundMeans(
                round,
                result.Proposals.Select(proposal => table[proposal].Validation).DefaultIfEmpty(double.NaN).Average(),
                result.Predicted.Select(scale.ToOutcome).DefaultIfEmpty(double.NaN).Average()));
        }

        return means;

        Trial ToTrial(Architecture architecture, int number) => new()
        {
            Number = number,
            Architecture = architecture,
            State = TrialState.Completed,
            Metric = table[architecture].Validation,
        };
    }
}
