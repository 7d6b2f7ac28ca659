namespace Microsoft.ML.Trainers;

/// <summary>The distance by which an output misses the margin on its label's side.</summary>
public sealed class HingeLoss : ISupportSdcaClassificationLoss
{
    /// <summary>With several threads, dual steps longer than this are shared among them.</summary>
    private const float LongStep = 0.5f;

    private readonly float _margin;

    public HingeLoss(float margin = 1) => _margin = margin;

    public double Loss(float output, float label)
    {
        float miss = _margin - (Sign(label) * output);
        return miss > 0 ? miss : 0;
    }

    public float Derivative(float output, float label)
    {
        float sign = Sign(label);
        return _margin > sign * output ? -sign : 0;
    }

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / scaledFeaturesNormSquared;

    public float DualUpdate(float output, float label, float alpha, float invariant, int maxNumThreads)
    {
        float sign = Sign(label);
        float target = ((_margin - (output * sign)) * invariant) + (alpha * sign);
        float step = (sign * Math.Clamp(target, 0, 1)) - alpha;
        return maxNumThreads >= 2 && Math.Abs(step) > LongStep ? step / maxNumThreads : step;
    }

    public double DualLoss(float label, float dual)
    {
        float signed = label > 0 ? dual : -dual;
        return signed is < 0 or > 1 ? double.NegativeInfinity : _margin * signed;
    }

    private static float Sign(float label) => label > 0 ? 1 : -1;
}
