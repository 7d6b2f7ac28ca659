using Microsoft.ML.NAO.Architectures;

namespace Microsoft.ML.NAO.Studies;

/// <summary>One proposal and its outcome.</summary>
public sealed record Trial
{
    /// <summary>The trial's number within the study, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The proposed architecture, in canonical form.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>How the trial ended.</summary>
    public required TrialState State { get; init; }

    /// <summary>The value of the study's metric; the last one on the way when the trial was pruned, and NaN when it failed or was infeasible.</summary>
    public double Metric { get; init; } = double.NaN;

    /// <summary>Whether a strategy can learn from the metric: the trial completed or came some way, and the metric is a number.</summary>
    internal bool HasOutcome => State is TrialState.Completed or TrialState.Pruned && double.IsFinite(Metric);

    /// <summary>Why the trial failed, or which limit its architecture is beyond; null otherwise.</summary>
    public string? Failure { get; init; }

    /// <summary>What the trial reported on its way, by steps; empty where its evaluator reports nothing.</summary>
    public IReadOnlyList<IntermediateValue> IntermediateValues { get; init; } = [];

    /// <summary>How many epochs, or other steps, the evaluation took; 0 where it did not say.</summary>
    public int Epochs { get; init; }

    /// <summary>How long the evaluation took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Further figures of the evaluation by name, for example <c>parameters</c>.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, double>.Empty;
}
