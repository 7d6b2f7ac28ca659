using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Benchmarks.Training;
using Microsoft.ML.NAO.Datasets;
using Microsoft.ML.NAO.Networks;
using Microsoft.ML.NAO.Supernets;
using Microsoft.ML.NAO.Training;
using Microsoft.ML.NAO.WeightSharing;
using TorchSharp;

namespace Microsoft.ML.NAO.Benchmarks.WeightSharing;

/// <summary>
/// How many images a second a supernet of the authors' size trains on, beside the same in plain PyTorch, each in a process of its own, in
/// turn; and how much longer scoring takes than the forward passes of stand-alone networks.
/// </summary>
internal static class SupernetSpeed
{
    private const int Batch = 64;
    private const int Classes = 10;
    private const int CellsPerStage = 3;
    private const int Filters = 20;
    private const int Scored = 4;
    private const int ScoredImages = 128;
    private const string Script = "WeightSharing/supernet.py";

    private static readonly ConvolutionalCellSpace Space = new();

    /// <summary>Compares.</summary>
    public static Dictionary<string, double> Compare(WeightSharingArguments arguments)
    {
        string file = Path.Combine(arguments.Folder, "architectures.txt");
        int steps = arguments.Get("speed-steps");
        var random = new Random(1);
        File.WriteAllLines(file, Enumerable.Range(0, TrainingTimer.WarmUp + steps).Select(_ => Space.FormatAuthorsForm(Space.Sample(random))));
        string threads = arguments.Get("threads").ToString(CultureInfo.InvariantCulture);
        string count = steps.ToString(CultureInfo.InvariantCulture);
        var contenders = new List<(string Name, Func<(string Name, double Value)[]> Run)>
        {
            ("this project", () => PyTorchScript.RunProcess(Environment.ProcessPath!, [.. GetOwnAssembly(), "weight-sharing", "turn", file, threads, count])),
        };
        if (PyTorchScript.IsAvailable)
        {
            contenders.AddRange(new[] { "contiguous", "channels-last" }.Select(memory =>
                ($"PyTorch, {memory}", (Func<(string, double)[]>)(() => PyTorchScript.Run(Script, file, $"{CellsPerStage}", $"{Filters}", memory, threads, count)))));
        }

        var measured = contenders.ToDictionary(contender => contender.Name, _ => new List<Dictionary<string, double>>());
        for (int turn = 0; turn < arguments.Get("speed-turns"); turn++)
        {
            foreach (var (name, run) in contenders)
            {
                measured[name].Add(run().ToDictionary(line => line.Name, line => line.Value));
            }
        }

        foreach (var (name, _) in contenders)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-24} {Get(name, "perSecond"),8:F1} images/s {Get(name, "perProcessorSecond"),8:F1} images/processor s {Get(name, "megabytes"),7:F0} MB {Get(name, "parameters"),9:F0} parameters"));
            if (Get(name, "parameters") != Get(contenders[0].Name, "parameters"))
            {
                throw new InvalidOperationException($"'{name}' trains another supernet: the numbers of parameters differ.");
            }
        }

        double own = Get(contenders[0].Name, "perSecond");
        var results = new Dictionary<string, double>
        {
            ["supernetPerSecond"] = Math.Round(own, 2),
            ["scoringToForwardRunning"] = Math.Round(Get(contenders[0].Name, "scoringRunning"), 3),
            ["scoringToForwardBatch"] = Math.Round(Get(contenders[0].Name, "scoringBatch"), 3),
        };
        if (contenders.Count > 1)
        {
            results["ratioToPyTorchDefault"] = Math.Round(own / Get(contenders[1].Name, "perSecond"), 3);
            results["ratioToPyTorchChannelsLast"] = Math.Round(own / Get(contenders[2].Name, "perSecond"), 3);
        }

        return results;

        double Get(string name, string figure) => Statistics.Median(measured[name].Select(turn => turn[figure]));
    }

    /// <summary>Measures one turn in this process.</summary>
    public static void RunTurn(string file, int threads, int steps)
    {
        torch.set_num_threads(threads);
        Architecture[] architectures = [.. File.ReadLines(file).Select(Space.ParseAuthorsForm)];
        ImageDataset images = CreateImages(Batch * architectures.Length);
        using var task = new ImageSupernetTask(
            Space,
            images,
            images.Take(2 * Batch),
            new ImageSupernetTaskOptions
            {
                Supernet = new ConvolutionalSupernetOptions
                {
                    Network = new ConvolutionalNetworkOptions { CellsPerStage = CellsPerStage, InitialChannels = Filters },
                },
                Training = new TrainingOptions { BatchSize = Batch },
            },
            seed: 1);
        int step = 0;
        var timer = new StepTimer();
        task.TrainEpoch(new SupernetEpoch(1, 0, 10, 1), () => architectures[step++ % architectures.Length], timer, default);
        Print("parameters", task.Supernet.ParameterCount);
        Print("perSecond", Batch * steps / timer.Seconds);
        Print("perProcessorSecond", Batch * steps / timer.ProcessorSeconds);
        using Process process = Process.GetCurrentProcess();
        Print("megabytes", process.PeakWorkingSet64 / 1048576.0);
        Architecture[] scored = [.. architectures.Take(Scored)];
        Print("scoringRunning", CompareScoring(task, scored, images.Take(ScoredImages), PathStatistics.Running));
        Print("scoringBatch", CompareScoring(task, scored, images.Take(ScoredImages), PathStatistics.Batch));
    }

    private static double CompareScoring(ImageSupernetTask task, Architecture[] architectures, ImageDataset images, PathStatistics statistics)
    {
        using var memory = new RetainedMemory();
        using var scorer = new ImagePathScorer(task.Supernet, images, images, new PathScoringOptions { Statistics = statistics }, seed: 1);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var buffer = new ImageBuffer(images, images.Count);
        new ImageBatcher(images).Fill(buffer, [.. Enumerable.Range(0, images.Count)]);
        var pixels = buffer.ToDevice(torch.CPU).Inputs;
        double shared = 0;
        double alone = 0;
        scorer.Score(architectures[0]);
        foreach (Architecture architecture in architectures)
        {
            using ConvolutionalNetwork network = task.Supernet.Extract(architecture);
            network.eval();
            alone += Time(() => network.forward(pixels).argmax(1).cpu());
            shared += Time(() => scorer.Score(architecture));
        }

        return shared / alone;
    }

    private static double Time(Action act)
    {
        using var scope = torch.NewDisposeScope();
        long start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static ImageDataset CreateImages(int count)
    {
        var random = new Random(1);
        var shape = new ImageShape(3, 32, 32);
        return new ImageDataset(
            shape,
            [.. Enumerable.Range(0, count * shape.Size).Select(_ => random.NextSingle())],
            [.. Enumerable.Range(0, count).Select(i => i % Classes)],
            [.. Enumerable.Range(0, Classes).Select(c => c.ToString(CultureInfo.InvariantCulture))]);
    }

    // Where the host is dotnet itself, it is to be told what to run.
    private static string[] GetOwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SupernetSpeed).Assembly.Location] : [];

    private static void Print(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{value}"));

    private sealed class StepTimer : IProgress<double>
    {
        private int _steps;
        private long _start;

        private TimeSpan _processor;

        public double Seconds { get; private set; }

        public double ProcessorSeconds { get; private set; }

        public void Report(double value)
        {
            using Process process = Process.GetCurrentProcess();
            if (++_steps == TrainingTimer.WarmUp)
            {
                _start = Stopwatch.GetTimestamp();
                _processor = process.TotalProcessorTime;
            }

            Seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            ProcessorSeconds = (process.TotalProcessorTime - _processor).TotalSeconds;
        }
    }
}
