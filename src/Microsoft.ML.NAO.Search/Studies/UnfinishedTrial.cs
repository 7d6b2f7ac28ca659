using System.Collections.Immutable;
using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies;

/// <summary>A trial that has begun and has no outcome yet: it runs, or waits to be run again.</summary>
internal sealed class UnfinishedTrial(int number, Architecture architecture, IReadOnlyDictionary<string, double>? measures)
{
    private SortedDictionary<int, double>? _reports;

    public int Number => number;

    public Architecture Architecture => architecture;

    /// <summary>What was measured of the architecture before the trial began.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; } = measures ?? ImmutableDictionary<string, double>.Empty;

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    /// <summary>How often it was given back because it was cancelled, which says nothing about it.</summary>
    public int Cancellations { get; private set; }

    /// <summary>How often it was given back because its worker failed.</summary>
    public int WorkerFailures { get; private set; }

    /// <summary>Why the last worker failed.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>The last step that the running attempt has reported.</summary>
    public int LastStep { get; private set; }

    /// <summary>How often nobody gave it back: the process ended within it. Meaningful while it does not run.</summary>
    public int Crashes => Starts - Cancellations - WorkerFailures;

    /// <summary>What it has reported so far. An attempt that was broken off has left its values, until another one replaces them.</summary>
    public IEnumerable<IntermediateValue> Reports => _reports?.Select(report => new IntermediateValue(report.Key, report.Value)) ?? [];

    public void Start()
    {
        Starts++;
        LastStep = 0;
    }

    public void Report(int step, double value)
    {
        (_reports ??= [])[step] = value;
        LastStep = step;
    }

    public void Return(string? failure)
    {
        if (failure is null)
        {
            Cancellations++;
        }
        else
        {
            WorkerFailures++;
            LastFailure = failure;
        }
    }

    /// <summary>What the attempt that came to an end has reported.</summary>
    public IReadOnlyList<IntermediateValue> GetIntermediateValues() =>
        _reports is null ? [] : [.. Reports.TakeWhile(report => report.Step <= LastStep)];
}
