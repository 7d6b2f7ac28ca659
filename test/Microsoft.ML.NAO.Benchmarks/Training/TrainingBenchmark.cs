using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TorchSharp;

namespace Microsoft.ML.NAO.Benchmarks.Training;

/// <summary>
/// How many images or words a second networks of the authors' size train on, beside the same in plain PyTorch: each in a process of its own,
/// in turn.
/// </summary>
internal sealed class TrainingBenchmark : IBenchmark
{
    private const int Turns = 3;
    private const int StepsPerTurn = 8;
    private const string Own = "this project";
    private const string Script = "Training/training.py";

    public string Name => "training";

    public string Description => "Images and words a second in training, beside plain PyTorch [threads, or all] [turns] [steps a turn] [networks]";

    public void Run(IReadOnlyList<string> arguments)
    {
        if (arguments is ["turn", var name, var threadText, var stepText])
        {
            RunTurn(Array.Find(TrainingCases.All, network => network.Name == name)!, Parse(threadText), Parse(stepText));
            return;
        }

        int threads = arguments.Count > 0 ? Parse(arguments[0]) : Environment.ProcessorCount;
        int turns = arguments.Count > 1 ? Parse(arguments[1]) : Turns;
        int steps = arguments.Count > 2 ? Parse(arguments[2]) : StepsPerTurn;
        TrainingCase[] cases = [.. TrainingCases.All.Where(network => arguments.Count < 4 || arguments.Skip(3).Contains(network.Name))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{threads} thread(s), {turns} turn(s) of {steps} steps; the median of the turns"));
        if (!PyTorchScript.IsAvailable)
        {
            Console.WriteLine("PyTorch is not here (Debian's python3-torch brings it): nothing to compare with.");
        }

        var results = new Dictionary<string, object>();
        foreach (TrainingCase network in cases)
        {
            results[network.Name] = Compare(network, threads, turns, steps);
        }

        Console.WriteLine(JsonSerializer.Serialize(results));
    }

    private static object Compare(TrainingCase network, int threads, int turns, int steps)
    {
        var contenders = new List<(string Name, Func<(string Name, double Value)[]> Run)>
        {
            (Own, () => PyTorchScript.RunProcess(
                Environment.ProcessPath!, [.. GetOwnAssembly(), "training", "turn", network.Name, $"{threads}", $"{steps}"])),
        };
        if (PyTorchScript.IsAvailable)
        {
            contenders.AddRange(network.PyTorch.Select(way =>
                (way.Name, (Func<(string, double)[]>)(() => PyTorchScript.Run(Script, [.. way.Arguments, $"{threads}", $"{steps}"])))));
        }

        var measured = contenders.ToDictionary(contender => contender.Name, _ => new List<Dictionary<string, double>>());
        for (int turn = 0; turn < turns; turn++)
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
                $"{network.Name,-10} {name,-24} {Get(name, "perSecond"),9:F1} {network.Unit}/s {Get(name, "perProcessorSecond"),9:F1} {network.Unit}/processor s {Get(name, "megabytes"),7:F0} MB {Get(name, "parameters"),9:F0} parameters"));
            if (Get(name, "parameters") != Get(Own, "parameters"))
            {
                throw new InvalidOperationException($"'{name}' trains another network than '{Own}' as {network.Name}: the numbers of parameters differ.");
            }
        }

        double own = Get(Own, "perSecond");
        double[] peers = [.. contenders.Skip(1).Select(contender => Get(contender.Name, "perSecond"))];
        return new
        {
            perSecond = Math.Round(own, 2),
            ratioToPyTorchDefault = peers.Length > 0 ? Math.Round(own / peers[0], 3) : (double?)null,
            ratioToPyTorchBest = peers.Length > 0 ? Math.Round(own / peers.Max(), 3) : (double?)null,
        };

        double Get(string name, string figure) => Statistics.Median(measured[name].Select(turn => turn[figure]));
    }

    private static void RunTurn(TrainingCase network, int threads, int steps)
    {
        torch.set_num_threads(threads);
        var timer = new TrainingTimer();
        long parameters = network.Train(timer, steps);
        int items = TrainingCases.GetItems(network);
        using Process process = Process.GetCurrentProcess();
        Print("parameters", parameters);
        Print("perSecond", items / timer.MedianSeconds);
        Print("perProcessorSecond", items / timer.ProcessorSeconds);
        Print("megabytes", process.PeakWorkingSet64 / 1048576.0);
    }

    // Where the host is dotnet itself, it is to be told what to run.
    private static string[] GetOwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(TrainingBenchmark).Assembly.Location] : [];

    private static void Print(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{value}"));

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
