namespace Substitutes.Tests.MachineLearning.Evaluators;

/// <summary>A scored row of a classification into two classes; the probability is the score's logistic function.</summary>
internal sealed class BinaryRow(bool label, float score)
{
    public bool Label { get; set; } = label;

    public float Score { get; set; } = score;

    public float Probability { get; set; } = 1 / (1 + MathF.Exp(-score));

    public bool PredictedLabel { get; set; } = score > 0;
}
