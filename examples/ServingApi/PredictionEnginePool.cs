using System.Collections.Concurrent;
using Microsoft.ML;

namespace ServingApi;

/// <summary>
/// Predicts on any number of threads at once. A <see cref="PredictionEngine{TSrc, TDst}"/> serves one thread at a time, and is too dear to
/// create for each request; all of them share one model.
/// </summary>
internal sealed class PredictionEnginePool<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ConcurrentBag<PredictionEngine<TSrc, TDst>> _idle = [];
    private readonly MLContext _context = new();
    private readonly ITransformer _model;

    /// <summary>Loads a model, and creates the first engine, so that a model of other columns is refused here.</summary>
    public PredictionEnginePool(string modelPath)
    {
        _model = _context.Model.Load(modelPath, out _);
        PredictionEngine<TSrc, TDst> engine = CreateEngine();
        OutputSchema = engine.OutputSchema;
        _idle.Add(engine);
    }

    /// <summary>The columns of the model's output.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>Predicts one row. There are never more engines than threads that were here at once.</summary>
    public TDst Predict(TSrc row)
    {
        PredictionEngine<TSrc, TDst> engine = _idle.TryTake(out var idle) ? idle : CreateEngine();
        try
        {
            return engine.Predict(row);
        }
        finally
        {
            _idle.Add(engine);
        }
    }

    public void Dispose()
    {
        foreach (PredictionEngine<TSrc, TDst> engine in _idle)
        {
            engine.Dispose();
        }

        (_model as IDisposable)?.Dispose();
    }

    // The model is everybody's: no engine may dispose it.
    private PredictionEngine<TSrc, TDst> CreateEngine() =>
        _context.Model.CreatePredictionEngine<TSrc, TDst>(_model, new PredictionEngineOptions { OwnsTransformer = false });
}
