using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>A part of a pipeline, with the parameter that it was last built from.</summary>
public class Estimator
{
    protected Estimator()
    {
        Parameter = Parameter.CreateNestedParameter();
        EstimatorType = EstimatorType.Unknown;
    }

    public EstimatorType EstimatorType { get; set; }

    public Parameter Parameter { get; set; }

    public static Entity operator +(Estimator left, Estimator right) => new EstimatorEntity(left) + new EstimatorEntity(right);

    public static Entity operator +(Entity left, Estimator right) => left + new EstimatorEntity(right);

    public static Entity operator +(Estimator left, Entity right) => new EstimatorEntity(left) + right;

    public static Entity operator *(Estimator left, Estimator right) => new EstimatorEntity(left) * new EstimatorEntity(right);

    public static Entity operator *(Entity left, Estimator right) => left * new EstimatorEntity(right);

    public static Entity operator *(Estimator left, Entity right) => new EstimatorEntity(left) * right;
}
