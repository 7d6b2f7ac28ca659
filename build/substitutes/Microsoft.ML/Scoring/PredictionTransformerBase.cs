using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that adds a model's predictions.</summary>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    private bool _disposed;

    private protected PredictionTransformerBase(IHost host, TModel model)
    {
        Host = host;
        Model = model;
    }

    public TModel Model { get; }

    bool ITransformer.IsRowToRowMapper => true;

    private protected IHost Host { get; }

    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    public IDataView Transform(IDataView input)
    {
        Host.CheckValue(input, nameof(input));
        return new RowToRowMapperView(input, MakeRowMapper(input.Schema));
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        (Model as IDisposable)?.Dispose();
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return new RowToRowMapperView(new EmptyDataView(inputSchema), MakeRowMapper(inputSchema));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Host.CheckValue(ctx, nameof(ctx));
        SaveModel(ctx);
    }

    private protected abstract IRowMapper MakeRowMapper(DataViewSchema schema);

    private protected abstract void SaveModel(ModelSaveContext ctx);
}
