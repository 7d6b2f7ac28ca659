using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Predicts one object at a time, on one thread at a time.</summary>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst> _fill;
    private readonly ITransformer _transformer;
    private readonly bool _ownsTransformer;
    private bool _disposed;

    internal PredictionEngineBase(IHostEnvironment env, ITransformer transformer, PredictionEngineOptions options)
    {
        env.CheckValue(transformer, nameof(transformer));
        env.CheckParam(transformer.IsRowToRowMapper, nameof(transformer), "Must be a row to row mapper");
        _transformer = transformer;
        _ownsTransformer = options.OwnsTransformer;
        _input = new ObjectRow<TSrc>(TypedColumn.Create(typeof(TSrc), options.InputSchemaDefinition, SchemaDefinition.Direction.Read));
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(_input.Schema);
        var writer = new ObjectWriter<TDst>(env, mapper.OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);

        // All columns are active, as in the real package, but a getter that nobody asks for does not run.
        _output = mapper.GetRow(_input, mapper.OutputSchema);
        _fill = writer.Bind(_output);
        OutputSchema = transformer.GetOutputSchema(_input.Schema);
    }

    public DataViewSchema OutputSchema { get; }

    public TDst Predict(TSrc example)
    {
        var result = new TDst();
        Predict(example, ref result);
        return result;
    }

    public abstract void Predict(TSrc example, ref TDst prediction);

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _output.Dispose();
        if (_ownsTransformer)
            (_transformer as IDisposable)?.Dispose();
    }

    internal void Fill(TSrc example, TDst prediction)
    {
        _input.SetCurrent(example);
        _fill(prediction);
    }
}
