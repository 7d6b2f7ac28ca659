using Microsoft.ML.Data;
using Microsoft.ML.OnnxTransformer.Tests.Models;

namespace Microsoft.ML.OnnxTransformer.Tests.Scoring;

[TestClass]
public class SchemaShapeTests
{
    private readonly MLContext _context = new(1);
    private readonly ModelFile _classifier = new(SampleModels.Classifier([[1, 0], [0, 1], [1, 1]]));

    [TestCleanup]
    public void Cleanup() => _classifier.Dispose();

    [TestMethod]
    public void Outputs_have_the_shape_of_vectors()
    {
        var spy = new ShapeSpy(_context);
        var data = _context.Data.LoadFromEnumerable(new[] { new FeatureRow { Features = [1, 2] } });

        _context.Transforms.ApplyOnnxModel(["Score", "i"], ["Features"], _classifier.Path).Append(spy).Fit(data);

        var score = spy.Seen!.Single(column => column.Name == "Score");
        var index = spy.Seen!.Single(column => column.Name == "i");
        Assert.AreEqual(SchemaShape.Column.VectorKind.Vector, score.Kind);
        Assert.AreEqual(NumberDataViewType.Single, score.ItemType);
        Assert.IsFalse(score.IsKey);
        Assert.AreEqual(NumberDataViewType.Int64, index.ItemType);
        Assert.IsTrue(spy.Seen!.Any(column => column.Name == "Features"));
    }

    [TestMethod]
    public void A_missing_column_is_named()
    {
        var estimator = _context.Transforms.ApplyOnnxModel(["Score"], ["Features"], _classifier.Path);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => estimator.GetOutputSchema(new SchemaShape([])));

        StringAssert.Contains(error.Message, "Could not find input column 'Features'");
    }

    [TestMethod]
    public void A_column_of_another_type_is_named()
    {
        using var file = new ModelFile(SampleModels.Identity(OnnxType.Float, -1, 2));
        var data = _context.Data.LoadFromEnumerable(new[] { new PairRow<double> { x = [1, 2] } });
        var chain = _context.Transforms.ApplyOnnxModel(["y"], ["x"], file.Path).Append(new ShapeSpy(_context));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => chain.Fit(data));

        StringAssert.Contains(error.Message, "Schema mismatch for input column 'x': expected Single, got Double");
    }

    /// <summary>Sees what an estimator before it promises.</summary>
    private sealed class ShapeSpy(MLContext context) : IEstimator<ITransformer>
    {
        public SchemaShape? Seen { get; private set; }

        public ITransformer Fit(IDataView input) => context.Transforms.CopyColumns("copy", input.Schema[0].Name).Fit(input);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            Seen = inputSchema;
            return inputSchema;
        }
    }
}
