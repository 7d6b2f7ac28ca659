using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;
using Microsoft.ML.NAO.Studies;

namespace StudyRunner;

/// <summary>
/// A study whose evaluations are looked up, so that it is all journal: on the space of NAS-Bench-201, with successive halving. Its strategy is
/// regularized evolution, or a small NAO whose state is put down as often as it computes.
/// </summary>
public static class TabularStudy
{
    /// <summary>The study.</summary>
    /// <param name="options">From <see cref="CreateOptions"/>.</param>
    /// <param name="workers">How many trials run at once.</param>
    /// <param name="strategy">The strategy's name.</param>
    public static Study Create(StudyOptions options, int workers, string strategy = RegularizedEvolutionOptions.StrategyName) => new(
        EdgeCellSpace.NasBench201,
        new Objective("Score", Maximize: true),
        strategy == NaoOptions.StrategyName ? CreateNao() : new RegularizedEvolutionOptions { PopulationSize = 20 },
        [.. Enumerable.Repeat(new TableEvaluator(), workers)],
        options);

    /// <summary>Its options.</summary>
    /// <param name="journal">The journal; null for none.</param>
    /// <param name="trials">The number of trials.</param>
    public static StudyOptions CreateOptions(string? journal, int trials) => new()
    {
        MaxTrials = trials,
        JournalPath = journal,
        Scheduler = new AshaOptions { ReductionFactor = 2 },

        // Who kills it again and again does not mean that a trial is at fault.
        MaxCrashes = int.MaxValue,
        SnapshotInterval = TimeSpan.Zero,
    };

    // Rounds of milliseconds.
    private static NaoOptions CreateNao() => new()
    {
        InitialArchitectures = 6,
        ArchitecturesPerRound = 4,
        SeedArchitectures = 4,
        CandidatesPerRound = 20,
        MaxEpochsOfFirstRound = null,
        MaxEpochsPerRound = 4,
        Model = new FeedForwardModelOptions { Members = 2, HiddenSize = 16, EmbeddingSize = 16, UnlabeledArchitectures = 8 },
    };

    private sealed class TableEvaluator : IArchitectureEvaluator
    {
        public EvaluationResult Evaluate(EvaluationRequest request, CancellationToken cancellationToken)
        {
            double score = request.Architecture.Tokens.Select((token, position) => token * (position + 1) % 7).Sum() / 40.0;
            request.IntermediateValues?.Report(new IntermediateValue(1, score / 2));
            return new EvaluationResult(score + (request.Seed % 1000 / 10_000.0)) { Epochs = 2 };
        }
    }
}
