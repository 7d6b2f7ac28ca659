using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Strategies;
using Microsoft.ML.NAO.Strategies.RandomSearch;
using Microsoft.ML.NAO.Studies;
using Microsoft.ML.NAO.Studies.Journals;

namespace Microsoft.ML.NAO.Benchmarks.Journal;

/// <summary>
/// Writes a journal of a million trials, each with the measures that an image classifier has, and opens it: to look at it, and to go on
/// from it with a strategy that learns all of it again. Beside each time stands the processor's, which other work on the machine does not
/// lengthen. The last line is JSON.
/// </summary>
public sealed class JournalBenchmark : IBenchmark
{
    private const int DefaultTrials = 1_000_000;
    private const int SyncedTrials = 200;

    private static readonly ConvolutionalCellSpace Space = new();
    private static readonly Objective Objective = new("MicroAccuracy", Maximize: true);

    public string Name => "journal";

    public string Description => "how fast a study's journal is written and opened: [trials, 1000000 unless told otherwise]";

    public void Run(IReadOnlyList<string> arguments)
    {
        int trials = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultTrials;
        string folder = Repository.CreateOutputFolder(Name);
        string path = Path.Combine(folder, "journal.jsonl");
        string synced = Path.Combine(folder, "synced.jsonl");

        double append = Write(path, trials, sync: false);
        Console.WriteLine($"append, without the sync   {append:F2} µs a line, {new FileInfo(path).Length / 1e6:F0} MB");
        double appendSynced = Write(synced, SyncedTrials, sync: true);
        Console.WriteLine($"append, with the sync      {appendSynced:F0} µs a line");
        long before = PeakMemory();
        var (read, readCpu, memory) = Measure(() => Study.Read(path));
        Console.WriteLine($"Study.Read                 {read:F1} s ({readCpu:F1} s of a processor), {memory / 1e6:F0} MB held");
        var (open, openCpu, _) = Measure(() => StudyJournal.Open(path, Header(), TrialScore.ByMetric(Objective), sync: false));
        Console.WriteLine($"open to go on              {open:F1} s ({openCpu:F1} s of a processor)");
        var (replay, replayCpu, _) = Measure(() => Replay(path));
        Console.WriteLine($"open and random search     {replay:F1} s ({replayCpu:F1} s of a processor)");
        Console.WriteLine($"the process at its peak    {PeakMemory() / 1e6:F0} MB");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = Name,
            trials,
            megabytes = Math.Round(new FileInfo(path).Length / 1e6),
            appendMicroseconds = Math.Round(append, 2),
            appendSyncedMicroseconds = Math.Round(appendSynced),
            readSeconds = Math.Round(read, 2),
            readProcessorSeconds = Math.Round(readCpu, 2),
            openSeconds = Math.Round(open, 2),
            openProcessorSeconds = Math.Round(openCpu, 2),
            replaySeconds = Math.Round(replay, 2),
            replayProcessorSeconds = Math.Round(replayCpu, 2),
            heldMegabytes = Math.Round(memory / 1e6),
            peakMegabytesBefore = Math.Round(before / 1e6),
            peakMegabytes = Math.Round(PeakMemory() / 1e6),
        }));
        File.Delete(path);
        File.Delete(synced);
    }

    /// <summary>Microseconds for each line.</summary>
    private static double Write(string path, int trials, bool sync)
    {
        File.Delete(path);
        using var journal = StudyJournal.Open(path, Header(), TrialScore.ByMetric(Objective), sync: sync);
        ISearchStrategy strategy = Strategy();
        var random = new Random(1);
        TimeSpan time = TimeSpan.Zero;
        for (int number = 0; number < trials; number++)
        {
            var started = new JournalEntry { Event = JournalEvent.Started, Number = number, Architecture = strategy.Propose() };
            var finished = new JournalEntry
            {
                Event = JournalEvent.Finished,
                Number = number,
                State = TrialState.Completed,
                Value = random.NextDouble(),
                Duration = TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerHour)),
                Elapsed = TimeSpan.FromSeconds(number),
                Measures = new Dictionary<string, double>
                {
                    ["LogLoss"] = random.NextDouble(),
                    ["TrainingLoss"] = random.NextDouble(),
                    ["TrainingAccuracy"] = random.NextDouble(),
                    ["Parameters"] = random.Next(1_000_000),
                    ["MultiplyAdds"] = random.Next(100_000_000),
                    ["TrainingSeconds"] = random.NextDouble(),
                },
            };
            long start = Stopwatch.GetTimestamp();
            journal.Append(started);
            journal.Append(finished);
            time += Stopwatch.GetElapsedTime(start);
        }

        return time.TotalMicroseconds / (2.0 * trials);
    }

    private static (double Seconds, double ProcessorSeconds, long Bytes) Measure(Func<object> open)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        object opened = open();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(opened);
        (opened as IDisposable)?.Dispose();
        return (seconds, processor.TotalSeconds, held);
    }

    private static ISearchStrategy Replay(string path)
    {
        using var journal = StudyJournal.Open(path, Header(), TrialScore.ByMetric(Objective), sync: false);
        ISearchStrategy strategy = Strategy();
        StrategyReplay.Run(strategy, journal.History, TrialScore.ByMetric(Objective), 0, CancellationToken.None);
        return strategy;
    }

    private static ISearchStrategy Strategy() => new RandomSearchOptions().CreateStrategy(new StrategyContext(Space, Objective, seed: 0));

    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    private static JournalHeader Header() => new()
    {
        Format = JournalHeader.CurrentFormat,
        Space = Space.Name,
        Strategy = RandomSearchOptions.StrategyName,
        Metric = Objective.MetricName,
        Maximize = Objective.Maximize,
        Seed = 0,
        Fingerprint = string.Empty,
    };
}
