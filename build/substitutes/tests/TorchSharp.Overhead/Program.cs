using System.Diagnostics;
using TorchSharp;

// Prints how long small operations take, in microseconds each. The best of many short rounds, because other processes only ever add.
const int Rounds = 300;
const int Scopes = 10;
const int OperationsPerScope = 100;

torch.set_num_threads(1);
using var a = torch.randn(8);
using var b = torch.randn(8);
using var ones = torch.ones(8);
Console.WriteLine($"libtorch {torch.__version__}");
Measure("a.add(b) in a scope", () => a.add(b));
Measure("a + b in a scope", () => _ = a + b);
Measure("a * 0.5 in a scope", () => _ = a * 0.5);
Measure("ones.mul_(ones) in a scope", () => ones.mul_(ones));
Measure("a.view(2, 4) in a scope", () => a.view(2, 4));
Measure("a.sum() in a scope", () => a.sum());
Measure("using a.add(b)", () => a.add(b).Dispose());
using (torch.no_grad())
{
    Measure("a.add(b) in a scope, no gradients", () => a.add(b));
}

static void Measure(string name, Action operation)
{
    double best = double.MaxValue;
    for (int round = 0; round < Rounds; round++)
    {
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < Scopes; i++)
        {
            using var scope = torch.NewDisposeScope();
            for (int j = 0; j < OperationsPerScope; j++)
            {
                operation();
            }
        }

        best = Math.Min(best, watch.Elapsed.TotalMicroseconds / (Scopes * OperationsPerScope));
    }

    Console.WriteLine($"{name,-40} {best:F2} us");
}
