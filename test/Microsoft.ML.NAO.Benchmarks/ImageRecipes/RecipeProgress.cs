using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.NAO.Training;

namespace Microsoft.ML.NAO.Benchmarks.ImageRecipes;

/// <summary>Prints how far a training is, now and then, and how long it and those after it have left.</summary>
/// <param name="name">What is trained.</param>
/// <param name="later">How many trainings come after it.</param>
internal sealed class RecipeProgress(string name, int later) : IProgress<TrainingProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _printed;
    private double? _first;
    private TimeSpan _firstTime;

    public void Report(TrainingProgress value)
    {
        _first ??= value.Fraction;
        _firstTime = _firstTime == TimeSpan.Zero ? _watch.Elapsed : _firstTime;
        double done = value.Fraction - _first.Value;
        bool epochEnds = value.Batch == value.BatchCount;
        if (done <= 0 || (!epochEnds && _watch.Elapsed - _printed < Interval))
        {
            return;
        }

        _printed = _watch.Elapsed;
        TimeSpan whole = (_watch.Elapsed - _firstTime) / done;
        TimeSpan left = whole * (1 - value.Fraction);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: epoch {value.Epoch}/{value.EpochCount}, batch {value.Batch}/{value.BatchCount}, loss {value.Loss:F3}, accuracy {value.Accuracy:P1}; {left.TotalMinutes:F1} min left, {(left + (whole * later)).TotalMinutes:F0} min for all"));
    }
}
