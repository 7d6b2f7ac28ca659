using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The cross-entropy of the logistic function of one score; a label above 0 is positive.</summary>
internal sealed class LogisticLoss(int features) : RowLoss
{
    public override int BiasCount => 1;

    public override int VariableCount => 1 + features;

    public override float Accumulate(
        FeatureRow row, float label, float weight, ReadOnlySpan<float> variables, Span<float> gradient, Span<float> scratch)
    {
        // As a softmax over two classes with opposite scores.
        float half = (variables[0] + row.Dot(variables[1..])) / 2;
        float logNorm = Softmax.LogSumExp([half, -half]);
        float target = Math.Clamp(label, 0, 1);
        float loss = logNorm - (((2 * target) - 1) * half);
        Contracts.Check(!float.IsNaN(loss), "Unexpected NaN");

        float slope = weight * ((float)Math.Exp(half - logNorm) - target);
        row.AddTo(gradient[1..], slope);
        gradient[0] += slope;
        return weight * loss;
    }
}
