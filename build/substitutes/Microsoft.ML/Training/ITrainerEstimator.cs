namespace Microsoft.ML.Trainers;

/// <summary>An estimator that fits a model.</summary>
public interface ITrainerEstimator<out TTransformer, out TModel> : IEstimator<TTransformer>
    where TTransformer : IPredictionTransformer<TModel>
    where TModel : class
{
    TrainerInfo Info { get; }
}
