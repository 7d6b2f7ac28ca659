namespace Microsoft.ML.NAO;

/// <summary>How far a <see cref="NeuralArchitectureEstimator"/>, a <see cref="NeuralNetworkEstimator"/> or a <see cref="NeuralLanguageModelEstimator"/> has come.</summary>
public sealed record NeuralArchitectureProgress
{
    /// <summary>What it is busy with.</summary>
    public required NeuralArchitecturePhase Phase { get; init; }

    /// <summary>The share of the phase that is done, between 0 and 1.</summary>
    public double Fraction { get; init; }

    /// <summary>How many trials have finished, failed ones included.</summary>
    public int FinishedTrials { get; init; }

    /// <summary>How many trials there will be at the most; null when time alone limits the search.</summary>
    public int? MaxTrials { get; init; }

    /// <summary>The best validation metric so far; NaN before the first trial has completed.</summary>
    public double BestMetric { get; init; } = double.NaN;

    /// <summary>An estimate of the time until the phase ends, from how long it has taken so far; null when there is none yet.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
