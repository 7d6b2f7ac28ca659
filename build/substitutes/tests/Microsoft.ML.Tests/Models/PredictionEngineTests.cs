using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Models;

[TestClass]
public sealed class PredictionEngineTests
{
    private readonly MLContext _context = new(1);

    [TestMethod]
    public void OneRowIsTransformedLikeAView()
    {
        using PredictionEngine<DirectionRow, DirectionOutput> engine = _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(Directions.Train(_context));

        DirectionOutput output = engine.Predict(DirectionRow.Rows[3]);

        Assert.AreEqual(3, output.A);
        Assert.AreEqual(2U, output.K);
        CollectionAssert.AreEqual(new[] { 0.6f, -0.6f }, output.N);
        Assert.AreEqual("s1", output.V);
        CollectionAssert.AreEqual(new[] { "A", "S", "F", "K", "N", "V" }, engine.OutputSchema.Names());
    }

    [TestMethod]
    public void ATextThatWasNotSeenIsAMissingKey()
    {
        using PredictionEngine<DirectionRow, DirectionOutput> engine = _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(Directions.Train(_context));

        DirectionOutput output = engine.Predict(new DirectionRow { S = "unknown", F = [1, 2] });

        Assert.AreEqual(0U, output.K);
        Assert.AreEqual(string.Empty, output.V);
    }

    [TestMethod]
    public void AnOutputObjectIsReused()
    {
        using PredictionEngine<DirectionRow, DirectionOutput> engine = _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(Directions.Train(_context));
        var output = new DirectionOutput();
        DirectionOutput same = output;

        engine.Predict(DirectionRow.Rows[2], ref output);

        Assert.AreSame(same, output);
        Assert.AreEqual("s0", output.V);

        DirectionOutput none = null!;
        engine.Predict(DirectionRow.Rows[1], ref none);
        Assert.AreEqual("s1", none.V);
    }

    [TestMethod]
    public void AnInputThatCannotBeIsAnError()
    {
        using PredictionEngine<DirectionRow, DirectionOutput> engine = _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(Directions.Train(_context));

        Assert.ThrowsExactly<ArgumentNullException>(() => engine.Predict(null!));
        Assert.ThrowsExactly<InvalidOperationException>(() => engine.Predict(new DirectionRow { F = new float[3] }), "A vector of another length.");
        Assert.ThrowsExactly<InvalidOperationException>(() => engine.Predict(new DirectionRow()), "No vector at all.");
    }

    [TestMethod]
    public void AnOutputMemberWithoutAColumnKeepsItsValueUnlessThatIsForbidden()
    {
        TransformerChain<KeyToValueMappingTransformer> model = Directions.Train(_context);
        using PredictionEngine<DirectionRow, Unknown> engine = _context.Model.CreatePredictionEngine<DirectionRow, Unknown>(model);

        Assert.AreEqual(7, engine.Predict(DirectionRow.Rows[0]).Nope);

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.Model.CreatePredictionEngine<DirectionRow, Unknown>(model, ignoreMissingColumns: false));
        StringAssert.Contains(error.Message, "'Nope'");
    }

    [TestMethod]
    public void TypesThatDoNotFitAreRefused()
    {
        TransformerChain<KeyToValueMappingTransformer> model = Directions.Train(_context);

        var output = Assert.ThrowsExactly<InvalidOperationException>(() => _context.Model.CreatePredictionEngine<DirectionRow, WrongType>(model));
        StringAssert.Contains(output.Message, "'A'");
        var input = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Model.CreatePredictionEngine<Unknown, DirectionOutput>(model));
        StringAssert.Contains(input.Message, "'S'");
        Assert.ThrowsExactly<InvalidOperationException>(
            () => _context.Model.CreatePredictionEngine<Unknown, DirectionOutput>(model, Directions.View(_context).Schema));
    }

    [TestMethod]
    public void OnlyARowToRowModelServesSingleRows()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(null));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(new Facade(Directions.Train(_context)) { IsRowToRowMapper = false }));
    }

    [TestMethod]
    public void AnInputSchemaMayBeGiven()
    {
        using PredictionEngine<DirectionRow, DirectionOutput> engine
            = _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(Directions.Train(_context), Directions.View(_context).Schema);

        Assert.AreEqual("s1", engine.Predict(DirectionRow.Rows[1]).V);
    }

    [TestMethod]
    public void TheModelIsDisposedWithTheEngineThatOwnsIt()
    {
        var model = new Facade(Directions.Train(_context));

        _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(model, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();
        Assert.AreEqual(0, model.Disposals);

        _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(model).Dispose();
        Assert.AreEqual(1, model.Disposals, "An engine owns its model by default.");
    }

    [TestMethod]
    public void ALoadedModelServes()
    {
        using PredictionEngine<DirectionRow, DirectionOutput> engine
            = _context.Model.CreatePredictionEngine<DirectionRow, DirectionOutput>(Directions.Train(_context).RoundTrip());

        Assert.AreEqual("s0", engine.Predict(DirectionRow.Rows[4]).V);
    }

    private sealed class Unknown
    {
        public float Nope = 7;
    }

    private sealed class WrongType
    {
        public double A;
    }
}
