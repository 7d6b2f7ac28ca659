using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Nao;

/// <summary>Algorithm 1 of the paper. Between calls it keeps the model as plain bytes and no tensor.</summary>
internal sealed class NaoStrategy(StrategyContext context, NaoOptions options) : IResumableStrategy
{
    private const int FewestToLearnFrom = 2;

    // A model that knows no limit can go on beyond it for ever: after so many proposals in a row, they are drawn at random until one is within.
    private const int MostInfeasibleInARow = 50;

    private readonly ProposalPool _pool = new(context.Space, context.Seed);
    private readonly NaoRound _rounds = new(context.Space, context.Objective, options);
    private readonly ClimbSchedule _climbs = new(options, context.Objective);
    private readonly List<Trial> _completed = [];
    private readonly Queue<Architecture> _queue = new();
    private readonly Dictionary<string, double> _measures = new(StringComparer.Ordinal);
    private byte[]? _state;
    private int _initial;
    private int _round;
    private int _infeasibleInARow;

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
        bool elsewhere = _pool.NoteEvaluated(trial.Architecture);
        Learn(trial);

        // What has an outcome already need not be drawn at random, and what has none for being infeasible does not count.
        if (elsewhere && trial.HasOutcome)
        {
            _initial++;
        }
        else if (!elsewhere && trial.State == TrialState.Infeasible && _round == 0)
        {
            _initial = Math.Max(_initial - 1, 0);
        }
    }

    public byte[] SaveState() => new NaoState
    {
        Initial = _initial,
        Round = _round,
        Draws = _pool.Draws,
        Enumerates = _pool.Enumerates,
        ClimbBegin = _climbs.State.Begin,
        ClimbFirst = _climbs.State.First,
        Queue = [.. _queue],
        Measures = _measures,
        Model = _state,
    }.Serialize(options);

    public void RestoreState(byte[] state, IReadOnlyList<Architecture> proposed, IReadOnlyList<Trial> observed)
    {
        NaoState restored = NaoState.Deserialize(state, options, context.Space);
        if (restored.ClimbFirst > observed.Count)
        {
            throw new InvalidDataException($"The state of NAO climbs since trial {restored.ClimbFirst} of {observed.Count}.");
        }

        _rounds.Check(restored.Model);
        _pool.Restore(restored.Draws, restored.Enumerates, proposed.Concat(restored.Queue).Concat(observed.Select(trial => trial.Architecture)));
        (_initial, _round, _state) = (restored.Initial, restored.Round, restored.Model);
        _climbs.State = (restored.ClimbBegin, restored.ClimbFirst);
        foreach (Architecture architecture in restored.Queue)
        {
            _queue.Enqueue(architecture);
        }

        foreach (var (name, value) in restored.Measures)
        {
            _measures[name] = value;
        }

        foreach (Trial trial in observed)
        {
            Learn(trial);
        }
    }

    private void Learn(Trial trial)
    {
        _infeasibleInARow = trial.State == TrialState.Infeasible ? _infeasibleInARow + 1 : 0;
        if (trial.HasOutcome)
        {
            _completed.Add(trial);
        }
    }

    private void StartRound(CancellationToken cancellationToken)
    {
        if (_infeasibleInARow >= MostInfeasibleInARow)
        {
            Draw(1);
            return;
        }

        Climb climb = _climbs.Next(_completed, out bool begins);
        if (begins)
        {
            Count(NaoMeasures.Restarts, 1);
            Draw(options.InitialArchitectures);
            return;
        }

        if (_completed.Count >= Math.Max(FewestToLearnFrom, climb.First + 1))
        {
            // A round that is cancelled throws here, before anything has changed, and can be started again.
            NaoRoundResult result = _rounds.Run(
                _completed, climb, _state, TrialSeed.Derive(context.Seed, _round), architecture => !_pool.Contains(architecture), cancellationToken);
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
        Draw(options.ArchitecturesPerRound - fromGradientSteps);
        Count(NaoMeasures.FromGradientSteps, fromGradientSteps);
    }

    private void Draw(int count)
    {
        int wanted = _queue.Count + count;
        int drawn = 0;
        while (_queue.Count < wanted && _pool.Draw() is { } architecture)
        {
            _queue.Enqueue(architecture);
            drawn++;
        }

        Count(NaoMeasures.DrawnAtRandom, drawn);
    }

    private void Count(string measure, int number) => _measures[measure] = _measures.GetValueOrDefault(measure) + number;
}
