using Microsoft.ML.Data;
using Microsoft.ML.OnnxTransformer.Tests.Models;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

/// <summary>A third party's transformer around a chain of stock ones: what it saves, and what loads, is the chain.</summary>
[TestClass]
public class FacadeTests
{
    private readonly MLContext _context = new(1);
    private readonly ModelFile _file = new(SampleModels.Twice(OnnxType.Float, -1, 2));

    private string Zip => Path.Combine(_file.Folder, "facade.zip");

    [TestCleanup]
    public void Cleanup() => _file.Dispose();

    [TestMethod]
    public void Alone() => SaveAndLoad(new FacadeEstimator(_context, _file.Path));

    [TestMethod]
    public void In_a_pipeline()
        => SaveAndLoad(_context.Transforms.CopyColumns("copy", "x").Append(new FacadeEstimator(_context, _file.Path)).Append(_context.Transforms.DropColumns("copy")));

    [TestMethod]
    public void Nested()
    {
        var inner = _context.Transforms.CopyColumns("copy", "x").Append(new FacadeEstimator(_context, _file.Path));

        SaveAndLoad(_context.Transforms.CopyColumns("other", "x").Append(inner));
    }

    [TestMethod]
    public void In_cross_validation()
    {
        var data = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new LabelledPair { x = [i, 2 * i], Label = 2 * i }));
        var pipeline = new FacadeEstimator(_context, _file.Path).Append(_context.Regression.Trainers.OnlineGradientDescent("Label", "y"));

        var folds = _context.Regression.CrossValidate(data, pipeline, numberOfFolds: 2);

        Assert.HasCount(2, folds);
        Assert.IsTrue(folds.All(fold => fold.ScoredHoldOutSet.Schema.GetColumnOrNull("y") is not null));
    }

    [TestMethod]
    public void A_chain_disposes_what_is_inside()
    {
        var model = _context.Transforms.CopyColumns("copy", "x").Append(new FacadeEstimator(_context, _file.Path)).Fit(Data());
        var facade = model.OfType<Facade>().Single();

        ((IDisposable)model).Dispose();

        Assert.IsTrue(facade.IsDisposed);
    }

    private void SaveAndLoad(IEstimator<ITransformer> estimator)
    {
        var model = estimator.Fit(Data());
        _context.Model.Save(model, Data().Schema, Zip);

        var context = new MLContext(2);
        var loaded = context.Model.Load(Zip, out _);

        CollectionAssert.AreEqual(new float[] { 2, 4 }, loaded.Transform(Data()).ReadVectors<float>("y")[0]);
        var engine = context.Model.CreatePredictionEngine<PairRow<float>, Output>(loaded);
        CollectionAssert.AreEqual(new float[] { 6, 8 }, engine.Predict(new PairRow<float> { x = [3, 4] }).y);
    }

    private IDataView Data() => _context.Data.LoadFromEnumerable(new[] { new PairRow<float> { x = [1, 2] } });

    private sealed class FacadeEstimator(MLContext context, string path) : IEstimator<Facade>
    {
        public Facade Fit(IDataView input) => new(Inner().Fit(input));

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Inner().GetOutputSchema(inputSchema);

        private Transforms.Onnx.OnnxScoringEstimator Inner() => context.Transforms.ApplyOnnxModel(["y"], ["x"], path);
    }

    private sealed class Facade(ITransformer inner) : ITransformer, IDisposable
    {
        public bool IsRowToRowMapper => inner.IsRowToRowMapper;

        public bool IsDisposed { get; private set; }

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public void Save(ModelSaveContext ctx) => inner.Save(ctx);

        public void Dispose()
        {
            (inner as IDisposable)?.Dispose();
            IsDisposed = true;
        }
    }

    private sealed class LabelledPair
    {
        [VectorType(2)]
        public float[] x { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Output
    {
        public float[] y { get; set; } = [];
    }
}
