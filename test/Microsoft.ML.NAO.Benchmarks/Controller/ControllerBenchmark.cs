using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Nao.Recurrent;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Benchmarks.Controller;

/// <summary>
/// NAO's model at the size of the authors' search (600 architectures of 40 tokens, batches of 100, 279,533 weights), in turn with the
/// same in plain PyTorch; then the time that either takes to order unseen architectures of NAS-Bench-201 as well.
/// </summary>
internal sealed class ControllerBenchmark : IBenchmark
{
    /// <summary>The same in plain PyTorch.</summary>
    public const string Script = "Controller/controller.py";

    private const int Architectures = 600;
    private const int SeedArchitectures = 100;
    private const int Turns = 3;
    private const int DefaultEpochs = 5;

    public string Name => "controller";

    public string Description => "NAO's model beside plain PyTorch: seconds an epoch, to generate, and to the same accuracy [epochs a turn]";

    public void Run(IReadOnlyList<string> arguments)
    {
        int epochs = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultEpochs;
        double rate = ControllerWork.MeasureProductRate();
        double operations = ControllerWork.OperationsOfAnEpoch(Architectures);
        Print($"an epoch is {operations / 1e9:F1} GFLOP; products of its sizes run at {rate / 1e9:F0} GFLOP/s: {operations / rate:F3} s");

        var own = new Timings();
        var peer = new Timings();
        using var controller = new TimedController(Architectures, SeedArchitectures);
        int[] threads = [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
        for (int turn = 0; turn < Turns; turn++)
        {
            foreach (int count in threads)
            {
                controller.Run(epochs, count, own);
                if (PyTorchScript.IsAvailable)
                {
                    peer.AddRange(count, PyTorchScript.Run(Script, "speed", $"{epochs}", $"{count}"));
                }
            }
        }

        own.Print("this project");
        if (PyTorchScript.IsAvailable)
        {
            peer.Print("PyTorch");
        }
        else
        {
            Console.WriteLine("PyTorch is not here (Debian's python3-torch brings it): nothing to compare with.");
        }

        double? toAccuracy = PyTorchScript.IsAvailable ? AccuracyRace.Run() : null;
        double seconds = own.Best(Timings.Epoch);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            secondsPerEpoch = Math.Round(seconds, 4),
            shareOfProductRate = Math.Round(operations / seconds / rate, 3),
            ratioToPyTorch = PyTorchScript.IsAvailable ? Math.Round(seconds / peer.Best(Timings.Epoch), 3) : (double?)null,
            secondsToGenerate = Math.Round(own.Best(Timings.Generate), 4),
            generateRatioToPyTorch = PyTorchScript.IsAvailable ? Math.Round(own.Best(Timings.Generate) / peer.Best(Timings.Generate), 3) : (double?)null,
            timeToAccuracyRatio = toAccuracy is { } ratio ? Math.Round(ratio, 4) : (double?)null,
        }));
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    /// <summary>The model with the authors' options, and random architectures to train it on.</summary>
    private sealed class TimedController : IDisposable
    {
        private static readonly ConvolutionalCellSpace Space = new();

        private readonly Random _random = new(1);
        private readonly Architecture[] _architectures;
        private readonly Architecture[] _seeds;
        private readonly float[] _targets;
        private readonly RecurrentNetwork _network = new(Space, new RecurrentModelOptions());
        private readonly RecurrentTrainer _trainer = new(NaoOptions.CreateReferenceOptions());

        public TimedController(int architectures, int seeds)
        {
            _architectures = [.. Enumerable.Range(0, architectures).Select(_ => Space.Sample(_random))];
            _seeds = _architectures[..seeds];
            _targets = [.. _architectures.Select(_ => _random.NextSingle())];
        }

        public void Run(int epochs, int threads, Timings timings)
        {
            int before = get_num_threads();
            set_num_threads(threads);
            var generator = new RecurrentGenerator(_network);
            Train(1);
            generator.Move(_seeds, 1, TokenSampler.Greedy);
            for (int i = 0; i < epochs; i++)
            {
                timings.Add(threads, Timings.Epoch, Measure(() => Train(1)));
                timings.Add(threads, Timings.Generate, Measure(() => generator.Move(_seeds, 1, TokenSampler.Greedy)));
            }

            set_num_threads(before);
        }

        public void Dispose() => _network.Dispose();

        private void Train(int epochs) => _trainer.Train(_network, _architectures, _targets, epochs, _random, CancellationToken.None);

        private static double Measure(Action measured)
        {
            long start = Stopwatch.GetTimestamp();
            measured();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
