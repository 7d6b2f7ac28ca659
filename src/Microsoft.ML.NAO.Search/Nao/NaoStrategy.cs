using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Nao;

/// <summary>Algorithm 1 of the paper. Between calls it keeps the model as plain bytes and no tensor.</summary>
internal sealed class NaoStrategy(StrategyContext context, NaoOptions options) : ISearchStrategy
{
    private const int FewestToLearnFrom = 2;

    private readonly ProposalPool _pool = new(context.Space, context.Seed);
    private readonly NaoRound _rounds = new(context.Space, context.Objective, options);
    private readonly List<Trial> _completed = [];
    private readonly Queue<Architecture> _queue = new();
    private readonly Dictionary<string, double> _measures = new(StringComparer.Ordinal);
    private byte[]? _state;
    private int _initial;
    private int _round;

    public IReadOnlyDictionary<string, double> Measures => _measures;

    public Architecture? Propose(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_initial < options.InitialArchitectures)
        {
            _initial++;
            return _pool.Draw();
        }

        // Where nothing is left to propose, there is nothing to train for.
        if (_queue.Count == 0 && !_pool.IsExhausted)
        {
            StartRound(cancellationToken);
        }

        return _queue.TryDequeue(out Architecture? next) ? next : null;
    }

    public void Observe(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.HasOutcome)
        {
            _completed.Add(trial);
        }
    }

    private void StartRound(CancellationToken cancellationToken)
    {
        if (_completed.Count >= FewestToLearnFrom)
        {
            // A round that is cancelled throws here, before anything has changed, and can be started again.
            NaoRoundResult result = _rounds.Run(
                _completed, _state, TrialSeed.Derive(context.Seed, _round), architecture => !_pool.Contains(architecture), cancellationToken);
            _state = result.State;
            _round++;
            _measures[NaoMeasures.Rounds] = _round;
            foreach (var (name, value) in result.Measures)
            {
                _measures[name] = value;
            }

            foreach (Architecture proposal in result.Proposals)
            {
                _pool.TryAdd(proposal);
                _queue.Enqueue(proposal);
            }
        }

        int fromGradientSteps = _queue.Count;
        while (_queue.Count < options.ArchitecturesPerRound && _pool.Draw() is { } drawn)
        {
            _queue.Enqueue(drawn);
        }

        Count(NaoMeasures.FromGradientSteps, fromGradientSteps);
        Count(NaoMeasures.DrawnAtRandom, _queue.Count - fromGradientSteps);
    }

    private void Count(string measure, int number) => _measures[measure] = _measures.GetValueOrDefault(measure) + number;
}
