using Microsoft.ML.NAO.LanguageModels;
using Microsoft.ML.NAO.Networks;
using TorchSharp;

namespace Microsoft.ML.NAO.WeightSharing;

/// <summary>Windows of a text in which cells are scored, each from a state of zeros, as the authors' code has it.</summary>
/// <param name="columns">The text.</param>
/// <param name="length">The number of steps of a window.</param>
/// <param name="options">How many windows there are, and whether all cells see the same ones.</param>
/// <param name="seed">Decides where they are.</param>
internal sealed class TextWindows(WordColumns columns, int length, PathScoringOptions options, int seed)
{
    private readonly Random _random = new(seed);
    private int[]? _starts;

    /// <summary>The mean cross-entropy of a word in the windows.</summary>
    public double GetLoss(RecurrentNetwork network)
    {
        int steps = Math.Min(length, columns.Steps);
        if (_starts is null || !options.SameBatches)
        {
            _starts = [.. Enumerable.Range(0, options.Batches ?? 1).Select(_ => _random.Next(columns.Steps - steps + 1))];
        }

        double sum = 0;
        foreach (int start in _starts)
        {
            using var scope = torch.NewDisposeScope();
            var (words, targets) = columns.Take(start, steps);
            sum += network.SumLosses(words, targets, network.CreateState(columns.BatchSize)).Loss;
        }

        return sum / ((double)_starts.Length * steps * columns.BatchSize);
    }
}
