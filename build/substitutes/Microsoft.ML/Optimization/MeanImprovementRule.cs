namespace Microsoft.ML.Trainers;

/// <summary>Stops when the improvement, averaged with geometrically falling weights, is below the tolerance.</summary>
internal sealed class MeanImprovementRule(float tolerance, float decay, int maximumIterations) : StoppingRule
{
    private float _sum;

    public override string Name => "Mean Improvement";

    public override bool IsMet(float previous, float current, int iteration)
    {
        _sum = previous - current + (decay * _sum);
        float mean = _sum * (1 - decay) / (1 - MathF.Pow(decay, iteration));
        return mean < tolerance || iteration >= maximumIterations;
    }
}
