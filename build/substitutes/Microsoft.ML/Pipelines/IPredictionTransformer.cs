namespace Microsoft.ML;

/// <summary>A transformer around a model that predicts.</summary>
public interface IPredictionTransformer<out TModel> : ITransformer
    where TModel : class
{
    TModel Model { get; }
}
