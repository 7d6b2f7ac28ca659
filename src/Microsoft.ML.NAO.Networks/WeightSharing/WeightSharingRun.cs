using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>One run of a search with weight sharing.</summary>
internal sealed class WeightSharingRun
{
    private const int PoolPurpose = 1;
    private const int SamplingPurpose = 2;
    private const int EpochPurpose = 3;
    private const int ScoringPurpose = 4;
    private const int ControllerPurpose = 5;
    private const int RetrainingPurpose = 6;
    private const int DrawsPerArchitecture = 1000;

    private readonly SupernetTask _task;
    private readonly WeightSharingOptions _options;
    private readonly WeightSharingCheckpoint? _checkpoint;
    private readonly WeightSharingClock _clock;
    private readonly IProgress<WeightSharingProgress>? _progress;
    private WeightSharingState _state = new();

    public WeightSharingRun(
        SupernetTask task,
        WeightSharingOptions options,
        WeightSharingCheckpoint? checkpoint,
        WeightSharingClock clock,
        IProgress<WeightSharingProgress>? progress)
    {
        _task = task;
        _options = options;
        _checkpoint = checkpoint;
        _clock = clock;
        _progress = progress;
    }

    /// <summary>Runs from the start, or from the checkpoint.</summary>
    public WeightSharingResult Run(CancellationToken cancellationToken)
    {
        NaoGenerator? generator = CreateGenerator();
        if (_checkpoint?.Load(_task) is { } state)
        {
            _state = state;
        }
        else
        {
            Add(_state.Pool, _options.PoolSize, new Random(Seed(PoolPurpose, 0)));
        }

        while (_state.Round < _options.Rounds)
        {
            TrainRound(cancellationToken);
            EndRound(generator, cancellationToken);
            Save();
        }

        ScoredArchitecture[] pool = Rank(_state.Pool.Zip(_state.Scores));
        Retrain(pool, cancellationToken);
        RetrainedArchitecture[] retrained =
        [
            .. pool.Zip(_state.Retrained, (scored, score) => new RetrainedArchitecture(scored.Architecture, scored.Score, score)),
        ];
        RetrainedArchitecture? best = Rank(retrained.Select(entry => (entry.Architecture, entry.Score))) is [var first, ..]
            ? retrained.First(entry => entry.Architecture.Equals(first.Architecture))
            : null;
        return new WeightSharingResult(best?.Architecture ?? pool[0].Architecture, pool, retrained, _state.Rounds);
    }

    private void TrainRound(CancellationToken cancellationToken)
    {
        bool newAlone = _options.TrainNewAlone && _state.Round > 0;
        var sampler = new PathSampler(
            _task.Space, _options.Sampling, Seed(SamplingPurpose, 0), newAlone ? _state.New : _state.Pool, _task.CountParameters);
        while (_state.Epochs < _options.EpochsPerRound)
        {
            int before = (_state.Round * _options.EpochsPerRound) + _state.Epochs;
            var epoch = new SupernetEpoch(
                before + 1,
                _options.RestartLearningRate ? _state.Epochs : before,
                _options.EpochsPerRound * (_options.RestartLearningRate ? 1 : _options.Rounds),
                Seed(EpochPurpose, before));
            int steps = _state.Steps;
            _state.Loss = Do(
                WeightSharingStage.Training,
                _state.Epochs + 1,
                _options.EpochsPerRound,
                report => _task.TrainEpoch(epoch, () => sampler.Draw(steps++), report, cancellationToken));
            _state.Steps = steps;
            _state.Epochs++;
            Save();
        }
    }

    /// <summary>Scores the pool, and replaces it unless the round was the last.</summary>
    private void EndRound(NaoGenerator? generator, CancellationToken cancellationToken)
    {
        double[] scores = Do(
            WeightSharingStage.Scoring,
            1,
            1,
            report => _task.Score(_state.Pool, _options.Scoring, Seed(ScoringPurpose, _state.Round), report, cancellationToken));
        ScoredArchitecture[] ranked = Rank(_state.Pool.Zip(scores));
        int generated = 0;
        if (_state.Round + 1 < _options.Rounds)
        {
            List<Architecture> pool = [.. ranked.Take(_options.PoolSize - _options.GeneratedPerRound - _options.RandomPerRound).Select(scored => scored.Architecture)];
            int kept = pool.Count;
            if (generator is not null && _options.GeneratedPerRound > 0)
            {
                pool.AddRange(Generate(generator, scores, cancellationToken));
                generated = pool.Count - kept;
            }

            Add(pool, _options.PoolSize, new Random(Seed(PoolPurpose, _state.Round + 1)), _state.Pool);
            _state.New = [.. pool.Skip(kept)];
            _state.Pool = pool;
        }
        else
        {
            _state.Scores = scores;
        }

        _state.Rounds.Add(new WeightSharingRound(_state.Round + 1, _state.Loss, ranked[0].Score, scores.Average(), generated));
        _state.Round++;
        _state.Epochs = 0;
    }

    private IReadOnlyList<Architecture> Generate(NaoGenerator generator, double[] scores, CancellationToken cancellationToken)
    {
        var known = new HashSet<Architecture>(_state.Pool);
        generator.State = _state.Controller;
        IReadOnlyList<Architecture> generated = Do(
            WeightSharingStage.Generating,
            1,
            1,
            _ => generator.Generate(_state.Pool, scores, _state.Round, architecture => !known.Contains(architecture), cancellationToken));
        _state.Controller = generator.State;
        return generated;
    }

    private void Retrain(ScoredArchitecture[] pool, CancellationToken cancellationToken)
    {
        int count = Math.Min(_options.Retrained, pool.Length);
        while (_state.Retrained.Count < count)
        {
            int index = _state.Retrained.Count;
            Architecture architecture = pool[index].Architecture;
            int seed = TrialSeed.Derive(Seed(RetrainingPurpose, 0), architecture);
            string? file = _checkpoint?.GetRetrainingFile(index);
            double score = Do(
                WeightSharingStage.Retraining,
                index + 1,
                count,
                report => _task.TrainFromScratch(architecture, seed, file, report, cancellationToken));
            _state.Retrained.Add(score);
            Save();
            if (file is not null)
            {
                File.Delete(file);
            }
        }
    }

    private T Do<T>(WeightSharingStage stage, int step, int stepCount, Func<IProgress<double>, T> act)
    {
        _clock.Begin();
        var report = new Reporter(fraction => _progress?.Report(new WeightSharingProgress(
            stage,
            Math.Min(_state.Round + 1, _options.Rounds),
            _options.Rounds,
            step,
            stepCount,
            fraction,
            _state.Rounds.Count > 0 ? _state.Rounds[^1].BestScore : null,
            _clock.Elapsed,
            _clock.GetTimeLeft(stage, _state, fraction))));
        T result = act(report);
        _clock.End(stage);
        return result;
    }

    /// <summary>The best first; what has no score last.</summary>
    private ScoredArchitecture[] Rank(IEnumerable<(Architecture Architecture, double Score)> scored) =>
    [
        .. scored.OrderBy(entry => double.IsNaN(entry.Score)).ThenBy(entry => _task.Objective.Maximize ? -entry.Score : entry.Score)
            .Select(entry => new ScoredArchitecture(entry.Architecture, entry.Score)),
    ];

    /// <summary>Draws architectures that are not in the pool until it has its size, or the space seems to have no more.</summary>
    private void Add(List<Architecture> pool, int size, Random random, IEnumerable<Architecture>? also = null)
    {
        var known = new HashSet<Architecture>(pool.Concat(also ?? []));
        for (int draws = 0; pool.Count < size && draws < size * DrawsPerArchitecture; draws++)
        {
            Architecture architecture = _task.Space.Canonicalize(_task.Space.Sample(random));
            if (known.Add(architecture))
            {
                pool.Add(architecture);
            }
        }
    }

    private NaoGenerator? CreateGenerator() => _options.GeneratedPerRound == 0
        ? null
        : _options.Controller?.CreateGenerator(
            new StrategyContext(_task.Space, _task.Objective, Seed(ControllerPurpose, 0)), _options.GeneratedPerRound);

    private int Seed(int purpose, int number) => TrialSeed.Derive(_options.Seed, purpose, number);

    private void Save() => _checkpoint?.Save(_state, _task);

    private sealed class Reporter(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
