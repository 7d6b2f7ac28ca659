using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>The cross-entropy of the softmax over a score for each class.</summary>
internal sealed class SoftmaxLoss(int classes, int features) : RowLoss
{
    public override int BiasCount => classes;

    public override int VariableCount => classes * (features + 1);

    public override float Accumulate(
        FeatureRow row, float label, float weight, ReadOnlySpan<float> variables, Span<float> gradient, Span<float> scratch)
    {
        for (int c = 0; c < classes; c++)
            scratch[c] = variables[c] + row.Dot(WeightsOf(c, variables));

        float logNorm = Softmax.LogSumExp(scratch);
        int target = (int)label;
        float loss = logNorm - scratch[target];
        for (int c = 0; c < classes; c++)
        {
            float share = (float)Math.Exp(scratch[c] - logNorm);
            float slope = weight * (c == target ? share - 1 : share);
            row.AddTo(gradient.Slice(classes + (c * features), features), slope);
            gradient[c] += slope;
        }

        Contracts.Check(float.IsFinite(loss), "Data contain bad values.");
        return weight * loss;
    }

    private ReadOnlySpan<float> WeightsOf(int c, ReadOnlySpan<float> variables) => variables.Slice(classes + (c * features), features);
}
