using System.Collections.Immutable;

namespace Microsoft.ML.NAO.Studies;

/// <summary>What an evaluation measured.</summary>
/// <param name="Metric">The value of the study's metric. NaN or infinity makes the trial a failed one.</param>
public sealed record EvaluationResult(double Metric)
{
    /// <summary>How many epochs, or other steps, the evaluation took; 0 where it has none, or where the last that it reported was the last.</summary>
    public int Epochs { get; init; }

    /// <summary>Further figures by name, for example <c>parameters</c>.</summary>
    public IReadOnlyDictionary<string, double> Measures { get; init; } = ImmutableDictionary<string, double>.Empty;
}
