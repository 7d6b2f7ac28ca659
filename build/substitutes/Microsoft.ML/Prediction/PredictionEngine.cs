using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Predicts one object at a time, on one thread at a time.</summary>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    internal PredictionEngine(IHostEnvironment env, ITransformer transformer, PredictionEngineOptions options)
        : base(env, transformer, options)
    {
    }

    public override void Predict(TSrc example, ref TDst prediction)
    {
        Contracts.CheckValue(example, nameof(example));
        prediction ??= new TDst();
        Fill(example, prediction);
    }
}
