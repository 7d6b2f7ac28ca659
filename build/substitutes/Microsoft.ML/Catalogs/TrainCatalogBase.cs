using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The trainers and the evaluation of one machine learning task.</summary>
public abstract class TrainCatalogBase
{
    internal TrainCatalogBase(IHostEnvironment env) => Environment = env;

    internal IHostEnvironment Environment { get; }

    /// <summary>Fits the estimator once for each fold, and scores the rows that were held out.</summary>
    internal IEnumerable<(ITransformer Model, IDataView Scores, int Fold)> CrossValidateTrain(
        IDataView data, IEstimator<ITransformer> estimator, int numFolds, string samplingKeyColumn, int? seed)
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckValue(estimator, nameof(estimator));
        Environment.CheckParam(numFolds > 1, nameof(numFolds), "Must be more than 1");

        var results = new List<(ITransformer, IDataView, int)>();
        IDataView split = DataSplitter.AddSplitColumn(Environment, data, samplingKeyColumn, seed, out string splitColumn);
        foreach (DataOperationsCatalog.TrainTestData fold in DataSplitter.CrossValidationSplit(Environment, split, splitColumn, numFolds))
        {
            ITransformer model = estimator.Fit(fold.TrainSet);
            IDataView scores = model is ITransformerChainAccessor chain
                ? new TransformerChain<ITransformer>(chain.Transformers, chain.Scopes).Transform(fold.TestSet, TransformerScope.Everything)
                : model.Transform(fold.TestSet);
            results.Add((model, scores, results.Count));
        }

        return results;
    }

    /// <summary>A group of a catalog's methods.</summary>
    public abstract class CatalogInstantiatorBase
    {
        internal CatalogInstantiatorBase(TrainCatalogBase catalog) => Owner = catalog;

        internal TrainCatalogBase Owner { get; }
    }

    /// <summary>One fold of a cross-validation.</summary>
    public sealed class CrossValidationResult<T>
        where T : class
    {
        public readonly T Metrics;

        public readonly ITransformer Model;

        public readonly IDataView ScoredHoldOutSet;

        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scores;
            Fold = fold;
        }
    }
}
