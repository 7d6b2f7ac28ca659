using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Strategies.RegularizedEvolution;

internal sealed class RegularizedEvolutionStrategy(StrategyContext context, int populationSize, int sampleSize) : ISearchStrategy
{
    private readonly ProposalPool _pool = new(context.Space, context.Seed);
    private readonly Neighborhood _neighborhood = new(context.Space);
    private readonly Random _random = new(TrialSeed.Derive(context.Seed));
    private readonly Dictionary<Architecture, Trial> _completed = [];
    private readonly List<Trial> _population = [];

    public Architecture? Propose(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_population.Count < populationSize)
        {
            return _pool.Draw();
        }

        for (int repeat = 0; repeat < RegularizedEvolutionConstants.MaxRepeatsInARow; repeat++)
        {
            if (_neighborhood.Mutate(SelectParent().Architecture, _random) is not { } child)
            {
                continue;
            }

            if (_pool.TryAdd(child) is { } proposal)
            {
                return proposal;
            }

            if (_completed.TryGetValue(context.Space.Canonicalize(child), out Trial? known))
            {
                Join(known);
            }
        }

        return _pool.Draw();
    }

    public void Observe(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        _pool.NoteEvaluated(trial.Architecture);
        if (trial.HasOutcome)
        {
            _completed[trial.Architecture] = trial;
            Join(trial);
        }
    }

    /// <summary>Takes in a new member; the oldest leaves.</summary>
    private void Join(Trial trial)
    {
        _population.Add(trial);
        if (_population.Count > populationSize)
        {
            _population.RemoveAt(0);
        }
    }

    private Trial SelectParent()
    {
        Trial best = _population[_random.Next(_population.Count)];
        for (int draw = 1; draw < sampleSize; draw++)
        {
            Trial drawn = _population[_random.Next(_population.Count)];
            best = context.Objective.IsBetter(drawn.Metric, best.Metric) ? drawn : best;
        }

        return best;
    }
}
