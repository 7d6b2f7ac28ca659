using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Schedulers.Asha;
using Microsoft.ML.NAO.Strategies.RegularizedEvolution;
using Microsoft.ML.NAO.Studies;

namespace StudyRunner;

/// <summary>
/// A study whose evaluations are looked up, so that it is all journal: regularized evolution on the space of NAS-Bench-201, with successive
/// halving.
/// </summary>
public static class TabularStudy
{
    /// <summary>The study.</summary>
    /// <param name="options">From <see cref="CreateOptions"/>.</param>
    /// <param name="workers">How many trials run at once.</param>
    public static Study Create(StudyOptions options, int workers) => new(
        EdgeCellSpace.NasBench201,
        new Objective("Score", Maximize: true),
        new RegularizedEvolutionOptions { PopulationSize = 20 },
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
