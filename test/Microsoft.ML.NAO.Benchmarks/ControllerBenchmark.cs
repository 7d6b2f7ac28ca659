using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Nao;
using Microsoft.ML.NAO.Nao.Recurrent;
using static TorchSharp.torch;

namespace Microsoft.ML.NAO.Benchmarks;

/// <summary>
/// NAO's model at the size of the authors' search: 600 architectures of 40 tokens, batches of 100, 279,533 weights. Their PyTorch
/// code took 1.06 seconds for an epoch on two cores, and 0.054 seconds to move and decode 100 architectures once.
/// </summary>
internal sealed class ControllerBenchmark : IBenchmark
{
    private const int Architectures = 600;
    private const int SeedArchitectures = 100;
    private const int DefaultEpochs = 10;

    public string Name => "controller";

    public string Description => "NAO's model: seconds for an epoch on 600 architectures, and to generate from 100 [epochs]";

    public void Run(IReadOnlyList<string> arguments)
    {
        int epochs = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultEpochs;
        var space = new ConvolutionalCellSpace();
        var random = new Random(1);
        Architecture[] architectures = [.. Enumerable.Range(0, Architectures).Select(_ => space.Sample(random))];
        float[] targets = [.. architectures.Select(_ => random.NextSingle())];
        using var singleThread = SingleThread.Enter();
        manual_seed(1);
        using var model = new RecurrentNetwork(space, new RecurrentModelOptions());
        var trainer = new RecurrentTrainer(NaoOptions.CreatePaperOptions());
        var generator = new RecurrentGenerator(model);

        Report("epoch", epochs, () => trainer.Train(model, architectures, targets, 1, random, CancellationToken.None));
        Report("generate", epochs, () => generator.Move(architectures.AsSpan(0, SeedArchitectures).ToArray(), 1));
    }

    private static void Report(string what, int repetitions, Action measured)
    {
        measured();
        TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
        double[] seconds = [.. Enumerable.Range(0, repetitions).Select(_ => Measure(measured)).Order()];
        double processor = (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds / repetitions;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-10} median {seconds[repetitions / 2]:F3} s, best {seconds[0]:F3} s, processor {processor:F3} s, {repetitions} times"));
    }

    private static double Measure(Action measured)
    {
        long start = Stopwatch.GetTimestamp();
        measured();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
