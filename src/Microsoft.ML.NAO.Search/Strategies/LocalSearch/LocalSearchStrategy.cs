using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Strategies.LocalSearch;

internal sealed class LocalSearchStrategy(StrategyContext context, int initialArchitectures) : ISearchStrategy
{
    private readonly ProposalPool _pool = new(context.Space, context.Seed);
    private readonly Neighborhood _neighborhood = new(context.Space);
    private readonly Random _random = new(TrialSeed.Derive(context.Seed));
    private readonly Dictionary<Architecture, Trial> _completed = [];
    private readonly Queue<Architecture> _untried = new();
    private int _drawsLeft = initialArchitectures;

    /// <summary>The best of the random architectures that were drawn for the next climb.</summary>
    private Trial? _start;

    /// <summary>Where the climb stands; null while random architectures are drawn.</summary>
    private Trial? _current;

    public Architecture? Propose(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_current is null && _drawsLeft == 0 && _start is not null)
        {
            GoTo(_start);
        }

        while (_untried.TryDequeue(out Architecture? neighbor))
        {
            if (_pool.TryAdd(neighbor) is { } proposal)
            {
                return proposal;
            }

            if (_completed.TryGetValue(neighbor, out Trial? known))
            {
                GoToIfBetter(known);
            }
        }

        // A local optimum, or there is no outcome to start from yet.
        if (_current is not null)
        {
            (_current, _start) = (null, null);
        }

        _drawsLeft = Math.Max(_drawsLeft - 1, 0);
        return _pool.Draw();
    }

    public void Observe(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        bool elsewhere = _pool.NoteEvaluated(trial.Architecture);
        if (!trial.HasOutcome)
        {
            return;
        }

        if (elsewhere)
        {
            _drawsLeft = Math.Max(_drawsLeft - 1, 0);
        }

        _completed[trial.Architecture] = trial;
        if (_current is not null)
        {
            GoToIfBetter(trial);
        }
        else if (_start is null || context.Objective.IsBetter(trial.Metric, _start.Metric))
        {
            _start = trial;
        }
    }

    private void GoToIfBetter(Trial trial)
    {
        if (context.Objective.IsBetter(trial.Metric, _current!.Metric))
        {
            GoTo(trial);
        }
    }

    private void GoTo(Trial trial)
    {
        _current = trial;
        Architecture[] neighbors = [.. _neighborhood.FindAll(trial.Architecture)];
        _random.Shuffle(neighbors);
        _untried.Clear();
        foreach (Architecture neighbor in neighbors)
        {
            _untried.Enqueue(neighbor);
        }
    }
}
