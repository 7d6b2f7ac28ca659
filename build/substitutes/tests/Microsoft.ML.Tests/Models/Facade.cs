using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.Models;

/// <summary>Stands before another transformer; what it saves is up to <paramref name="save"/>.</summary>
internal sealed class Facade(ITransformer inner, Action<ModelSaveContext>? save = null) : ITransformer, IDisposable
{
    public int Disposals { get; private set; }

    public bool IsRowToRowMapper { get; init; } = true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => inner.Transform(input);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

    public void Save(ModelSaveContext ctx) => (save ?? inner.Save)(ctx);

    public void Dispose() => Disposals++;
}
