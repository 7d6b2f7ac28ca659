using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>Builds estimators from points of its search space.</summary>
/// <typeparam name="T">The kind of estimator.</typeparam>
public interface ISweepable<out T> : ISweepable
    where T : IEstimator<ITransformer>
{
    T BuildFromOption(MLContext context, Parameter parameter);
}
