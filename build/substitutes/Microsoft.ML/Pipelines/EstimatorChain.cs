using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators one after the other: each is fitted on what those before it give.</summary>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    public readonly IEstimator<TLastTransformer> LastEstimator;

    private readonly IHostEnvironment _env;
    private readonly IEstimator<ITransformer>[] _estimators;
    private readonly TransformerScope[] _scopes;
    private readonly bool[] _cacheAfter;

    public EstimatorChain()
        : this(null, [], [], [])
    {
    }

    internal EstimatorChain(IHostEnvironment env, IEstimator<ITransformer>[] estimators, TransformerScope[] scopes, bool[] cacheAfter)
    {
        _env = env;
        _estimators = estimators;
        _scopes = scopes;
        _cacheAfter = cacheAfter;
        LastEstimator = estimators.LastOrDefault() as IEstimator<TLastTransformer>;
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        // A pipeline that cannot fit the schema fails before anything is trained.
        GetOutputSchema(SchemaShape.Create(input.Schema));

        IDataView current = input;
        var transformers = new ITransformer[_estimators.Length];
        for (int i = 0; i < _estimators.Length; i++)
        {
            transformers[i] = _estimators[i].Fit(current);
            current = transformers[i] is ITransformerWithDifferentMappingAtTrainingTime training
                ? training.TransformForTrainingPipeline(current)
                : transformers[i].Transform(current);
            if (_cacheAfter[i] && i < _estimators.Length - 1)
                current = new CacheDataView(_env, current, []);
        }

        return new TransformerChain<TLastTransformer>(transformers, _scopes);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => _estimators.Aggregate(inputSchema, (schema, estimator) => estimator.GetOutputSchema(schema));

    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        return new EstimatorChain<TNewTrans>(_env, [.. _estimators, estimator], [.. _scopes, scope], [.. _cacheAfter, false]);
    }

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        Contracts.CheckValue(env, nameof(env));
        if (_estimators.Length == 0)
            throw new InvalidOperationException("Current estimator chain has no estimator, can't append cache checkpoint.");
        return _cacheAfter[^1] ? this : new EstimatorChain<TLastTransformer>(env, _estimators, _scopes, [.. _cacheAfter[..^1], true]);
    }
}
