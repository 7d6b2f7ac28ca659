using System.Diagnostics;

namespace Microsoft.ML.NAO.Benchmarks.Training;

/// <summary>Times the steps of a training by what it reports of its progress. The first few warm up.</summary>
internal sealed class TrainingTimer
{
    /// <summary>How many steps don't count.</summary>
    public const int WarmUp = 3;

    private readonly List<double> _seconds = [];
    private long _last;
    private int _steps;
    private TimeSpan _processor;

    /// <summary>The median time of a step.</summary>
    public double MedianSeconds => Statistics.Median(_seconds);

    /// <summary>The processor's time of all steps that count, by step.</summary>
    public double ProcessorSeconds { get; private set; }

    /// <summary>An ear that takes each report for the end of a step.</summary>
    public IProgress<T> Listen<T>() => new Ear<T>(this);

    private void EndStep()
    {
        if (++_steps > WarmUp)
        {
            _seconds.Add(Stopwatch.GetElapsedTime(_last).TotalSeconds);
            ProcessorSeconds = (GetProcessorTime() - _processor).TotalSeconds / _seconds.Count;
        }
        else if (_steps == WarmUp)
        {
            _processor = GetProcessorTime();
        }

        _last = Stopwatch.GetTimestamp();
    }

    private static TimeSpan GetProcessorTime()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private sealed class Ear<T>(TrainingTimer timer) : IProgress<T>
    {
        public void Report(T value) => timer.EndStep();
    }
}
