using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>What is measured on one space, piece by piece.</summary>
internal sealed class SpaceMeasurement(IMeasuredSpace space, WeightSharingArguments arguments, PieceStore store)
{
    private const int AloneSeed = 1;
    private const int PoolSeed = 1000;

    private static readonly string[] Searches = ["NAO-WS", "Random-WS"];

    private readonly Architecture[] _architectures = Draw(space.Space, arguments.Get("architectures"), AloneSeed);

    // As the authors sample and score, but on the whole split.
    private bool IsScoredByBatch => arguments.Get("batch-statistics") > 0;

    private IEnumerable<int> Seeds => Enumerable.Range(arguments.FirstSeed, arguments.Seeds);

    private IEnumerable<(PathSampling Sampling, SupernetCells Cells)> Trainings =>
    [
        .. Enum.GetValues<PathSampling>().Select(sampling => (sampling, SupernetCells.StandAlone)),
        .. space.Cells.Where(cells => cells != SupernetCells.StandAlone).Select(cells => (PathSampling.Uniform, cells)),
    ];

    /// <summary>All pieces, in an order in which none needs a later one.</summary>
    public IEnumerable<Piece> Plan()
    {
        for (int repetition = 0; repetition <= Math.Min(1, arguments.Get("ceiling")); repetition++)
        {
            for (int i = 0; i < _architectures.Length; i++)
            {
                Architecture architecture = _architectures[i];
                int seed = AloneSeed + repetition;
                yield return new Piece($"{space.Name} alone", AloneKey(i, repetition), () => TrainAlone(architecture, seed));
            }
        }

        foreach (int seed in Seeds)
        {
            foreach (var (sampling, cells) in Trainings)
            {
                yield return new Piece($"{space.Name} ranking", RankingKey(seed, sampling, cells), () => Rank(seed, sampling, cells));
            }

            foreach (string search in Searches)
            {
                yield return new Piece($"{space.Name} search", SearchKey(search, seed), () => Search(search, seed));
                yield return new Piece($"{space.Name} alone", $"{SearchKey(search, seed)} alone", () =>
                    TrainAlone(new Architecture([.. store[SearchKey(search, seed)].Skip(1).Select(token => (int)token)]), PoolSeed + seed));
            }
        }
    }

    /// <summary>Kendall's tau of each setting: mean and deviation over the seeds.</summary>
    public Dictionary<string, double[]> GetTaus()
    {
        double[] alone = GetAlone(0);
        int[] counted = [.. Enumerable.Range(0, alone.Length).Where(i => double.IsFinite(alone[i]))];
        var taus = new Dictionary<string, double[]>();
        foreach (var (sampling, cells) in Trainings)
        {
            for (int scoring = 0; scoring < space.Scorings.Count; scoring++)
            {
                string name = $"{sampling}{(cells == SupernetCells.StandAlone ? "" : ", projected cells")}: {space.Scorings[scoring].Name}";
                taus[name] = Describe(
                    [.. Seeds.Select(seed => Tau(store[RankingKey(seed, sampling, cells)].AsSpan(scoring * alone.Length, alone.Length).ToArray()))], 3);
            }
        }

        // Where all have as many parameters, these rank nothing.
        double byParameters = Tau(store[RankingKey(arguments.FirstSeed, PathSampling.Uniform, SupernetCells.StandAlone)][^alone.Length..]);
        if (double.IsFinite(byParameters))
        {
            taus["parameters"] = Describe([byParameters], 3);
        }

        if (arguments.Get("ceiling") > 0)
        {
            taus["alone, another seed"] = Describe([Tau(GetAlone(1))], 3);
        }

        return taus;

        double Tau(double[] scores) => RankingMetrics.KendallTau([.. counted.Select(i => alone[i])], [.. counted.Select(i => scores[i])]);
    }

    /// <summary>The figures of what each search found, trained from scratch alike, and of random architectures: mean and deviation.</summary>
    public Dictionary<string, double[]> GetWinners()
    {
        var winners = Searches.ToDictionary(
            search => search, search => Describe([.. Seeds.Select(seed => store[$"{SearchKey(search, seed)} alone"][1])], 4));
        winners["random"] = Describe([.. Enumerable.Range(0, _architectures.Length).Select(i => store[AloneKey(i, 0)][1]).Where(double.IsFinite)], 4);
        return winners;
    }

    private static double[] Describe(double[] values, int digits)
    {
        var (mean, deviation) = Statistics.MeanAndDeviation(values);
        return [Math.Round(mean, digits), Math.Round(deviation, digits)];
    }

    private double[] TrainAlone(Architecture architecture, int seed)
    {
        try
        {
            return space.TrainAlone(architecture, seed);
        }
        catch (TrainingDivergedException)
        {
            return [double.NaN, double.NaN];
        }
    }

    /// <summary>Trains a supernet on a pool with the architectures among others, and scores them in every way; their sizes come last.</summary>
    private double[] Rank(int seed, PathSampling sampling, SupernetCells cells)
    {
        using SupernetTask task = space.CreateTask(seed, cells);
        Architecture[] pool = [.. _architectures.Concat(Draw(space.Space, arguments.Get("pool"), PoolSeed + seed)).Distinct()];
        var sampler = new PathSampler(space.Space, sampling, seed, pool, task.CountParameters);
        int epochs = arguments.Get("rounds") * space.EpochsPerRound;
        int step = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            task.TrainEpoch(new SupernetEpoch(epoch + 1, epoch, epochs, seed + (1000 * epoch)), () => sampler.Draw(step++), null, default);
        }

        double sign = task.Objective.Maximize == space.Maximize ? 1 : -1;
        return
        [
            .. space.Scorings.SelectMany(scoring => task.Score(_architectures, scoring.Options, seed, null, default)).Select(score => sign * score),
            .. _architectures.Select(architecture => (double)task.CountParameters(architecture)),
        ];
    }

    private double[] Search(string search, int seed)
    {
        using SupernetTask task = space.CreateTask(seed);
        int pool = arguments.Get("pool");
        var options = new WeightSharingOptions
        {
            PoolSize = pool,
            Rounds = arguments.Get("rounds"),
            EpochsPerRound = space.EpochsPerRound,
            GeneratedPerRound = pool / 2,
            RandomPerRound = pool / 20,
            Retrained = arguments.Get("retrained"),
            Controller = search == Searches[0] ? new NaoOptions() : null,
            Sampling = IsScoredByBatch ? PathSampling.Uniform : new WeightSharingOptions().Sampling,
            Scoring = IsScoredByBatch ? new PathScoringOptions { Statistics = PathStatistics.Batch } : new PathScoringOptions(),
            Seed = seed,
            CheckpointFile = Path.Combine(arguments.Folder, $"{SearchKey(search, seed)}-{arguments.ShortName}.search".Replace(' ', '-')),
        };
        WeightSharingResult result = new WeightSharingSearch(task, options).Run(new ConsoleProgress($"{space.Name} {search} seed {seed}"));
        File.Delete(options.CheckpointFile);
        return [result.Pool[0].Score, .. result.Best.Tokens.Select(token => (double)token)];
    }

    private double[] GetAlone(int repetition) => [.. Enumerable.Range(0, _architectures.Length).Select(i => store[AloneKey(i, repetition)][0])];

    private string AloneKey(int index, int repetition) => $"{space.Name} alone {index} seed {AloneSeed + repetition}";

    private string RankingKey(int seed, PathSampling sampling, SupernetCells cells) => $"{space.Name} ranking {sampling} {cells} seed {seed}";

    private string SearchKey(string search, int seed) => $"{space.Name} {search}{(IsScoredByBatch ? ", batch statistics" : "")} seed {seed}";

    private static Architecture[] Draw(ArchitectureSpace space, int count, int seed)
    {
        var random = new Random(seed);
        var drawn = new HashSet<Architecture>();
        while (drawn.Count < count)
        {
            drawn.Add(space.Canonicalize(space.Sample(random)));
        }

        return [.. drawn];
    }

    private sealed class ConsoleProgress(string name) : IProgress<WeightSharingProgress>
    {
        private (WeightSharingStage, int, int) _last;

        public void Report(WeightSharingProgress value)
        {
            var now = (value.Stage, value.Round, value.Step);
            if (now != _last)
            {
                _last = now;
                Console.WriteLine($"  {name}: round {value.Round}/{value.RoundCount}, {value.Stage} {value.Step}/{value.StepCount}, {value.TimeLeft?.TotalMinutes:F1} min left");
            }
        }
    }
}
