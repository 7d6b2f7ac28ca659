namespace Microsoft.ML.Trainers;

/// <summary>A loss with the dual form that stochastic dual coordinate ascent needs.</summary>
public interface ISupportSdcaLoss : IScalarLoss
{
    float ComputeDualUpdateInvariant(float scaledFeaturesNormSquared);

    float DualUpdate(float output, float label, float dual, float invariant, int maxNumThreads);

    double DualLoss(float label, float dual);
}
