namespace Microsoft.ML.Trainers;

/// <summary>The cross-entropy of the logistic function of an output, in nats.</summary>
public sealed class LogLoss : ISupportSdcaClassificationLoss
{
    private const double SmallestProbability = 1e-8;

    /// <summary>With several threads, dual steps longer than this are shared among them.</summary>
    private const float LongStep = 0.5f;

    public LogLoss()
    {
    }

    public double Loss(float output, float label)
    {
        float probability = Logistic.Approximate(output);
        return -Math.Log(Math.Max(label > 0 ? probability : 1 - probability, SmallestProbability));
    }

    public float Derivative(float output, float label)
    {
        float probability = Logistic.Approximate(output);
        return label > 0 ? probability - 1 : probability;
    }

    public float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared) => 1 / Math.Max(1, 0.25f + scaledFeaturesNormSquared);

    public float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads)
    {
        float sign = label > 0 ? 1 : -1;
        float step = ((Logistic.Approximate(-sign * output) * sign) - dual) * invariant;
        return maxNumThreads >= 2 && Math.Abs(step) > LongStep ? step / maxNumThreads : step;
    }

    public double DualLoss(float label, float dual)
    {
        double share = label > 0 ? dual : -dual;
        if (share is < 0 or > 1)
            return double.NegativeInfinity;
        return share is 0 or 1 ? 0 : (-share * Math.Log(share)) - ((1 - share) * Math.Log(1 - share));
    }
}
