using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Evaluators;

/// <summary>A row of a classification into three classes. In memory keys count from 0, and what is beyond the last one is missing.</summary>
internal sealed class ScoredRow
{
    [KeyType(3)]
    public uint Label { get; set; }

    [VectorType(3)]
    public float[] Score { get; set; } = [];

    [KeyType(3)]
    public uint PredictedLabel { get; set; }

    public static ScoredRow Of(int truth, params float[] scores)
        => new() { Label = (uint)truth, Score = scores, PredictedLabel = (uint)Array.IndexOf(scores, scores.Max()) };
}
