using Examples;
using Microsoft.ML.NAO;

namespace Resuming;

/// <summary>Prints the progress, and cancels within the trial that comes after half of them.</summary>
/// <param name="cancellation">What to cancel.</param>
internal sealed class InterruptingProgress(CancellationTokenSource cancellation) : IProgress<NeuralArchitectureProgress>
{
    private readonly SearchProgress _lines = new();

    public void Report(NeuralArchitectureProgress value)
    {
        _lines.Report(value);
        if (value.Fraction > 0.5)
        {
            cancellation.Cancel();
        }
    }
}
