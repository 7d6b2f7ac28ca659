namespace Microsoft.ML.Trainers;

/// <summary>The square of the difference, in single precision.</summary>
public sealed class SquaredLoss : ISupportSdcaRegressionLoss
{
    public SquaredLoss()
    {
    }

    public double Loss(float output, float label)
    {
        float difference = output - label;
        return difference * difference;
    }

    public float Derivative(float output, float label) => 2 * (output - label);

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / (0.5f + scaledFeaturesNormSquared);

    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
    {
        float step = (label - output - (0.5f * dual)) * invariant;
        return maxNumThreads >= 2 ? step / maxNumThreads : step;
    }

    public double DualLoss(float label, float dual) => -dual * ((dual / 4) - label);
}
