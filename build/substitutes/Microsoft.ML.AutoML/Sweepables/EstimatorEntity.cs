namespace Microsoft.ML.AutoML;

/// <summary>An estimator that has no name yet.</summary>
internal sealed class EstimatorEntity(Estimator estimator) : Entity
{
    public Estimator Estimator { get; } = estimator;
}
