using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Substitutes.Tests.MachineLearning.DataViews;
using Substitutes.Tests.MachineLearning.Models;

namespace Substitutes.Tests.MachineLearning.Pipelines;

[TestClass]
public sealed class ChainTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => Directions.View(_context);

    [TestMethod]
    public void AppendingMakesALongerChain()
    {
        TransformerChain<KeyToValueMappingTransformer> chain = Directions.Train(_context);

        Assert.AreEqual(4, chain.Append(chain.LastTransformer).Count());
        Assert.AreEqual(2, ((ITransformer)chain).Append(chain.LastTransformer).Count(), "A chain that is only a transformer is one step.");
    }

    [TestMethod]
    public void AnEmptyChainChangesNothing()
    {
        var chain = new TransformerChain<ITransformer>();
        IDataView view = View;

        Assert.AreSame(view, chain.Transform(view));
        Assert.IsNull(chain.LastTransformer);
    }

    [TestMethod]
    public void TheLastStepMustBeOfTheChainsType()
        => Assert.ThrowsExactly<InvalidOperationException>(() => new TransformerChain<ColumnConcatenatingTransformer>(Directions.Train(_context)));

    [TestMethod]
    public void AScopeTakesItsSteps()
    {
        TransformerChain<ColumnCopyingTransformer> chain = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("B", "A"), TransformerScope.Training)
            .Append(_context.Transforms.CopyColumns("C", "A"))
            .Append(_context.Transforms.CopyColumns("D", "A"), TransformerScope.TrainTest)
            .Fit(View);

        CollectionAssert.AreEqual(new[] { "A", "S", "F", "C" }, chain.Transform(View).Schema.Names(), "By default those of scoring.");
        CollectionAssert.AreEqual(new[] { "A", "S", "F", "C", "D" }, chain.Transform(View, TransformerScope.Testing).Schema.Names());
        CollectionAssert.AreEqual(new[] { "A", "S", "F", "B", "C", "D" }, chain.GetOutputSchema(View.Schema, TransformerScope.Everything).Names());
        Assert.AreEqual(1, chain.GetModelFor(TransformerScope.Scoring).Count());
    }

    [TestMethod]
    public void ACacheCheckpointReadsTheDataOnce()
    {
        int reads = 0;
        IDataView view = _context.Data.LoadFromEnumerable(DirectionRow.Rows.Select(row =>
        {
            reads++;
            return row;
        }));

        _context.Transforms.Concatenate("Z", "A").AppendCacheCheckpoint(_context)
            .Append(_context.Transforms.NormalizeMinMax("Z")).Append(_context.Transforms.NormalizeMeanVariance("Z")).Fit(view);
        Assert.AreEqual(6, reads);

        reads = 0;
        _context.Transforms.Concatenate("Z", "A")
            .Append(_context.Transforms.NormalizeMinMax("Z")).Append(_context.Transforms.NormalizeMeanVariance("Z")).Fit(view);
        Assert.AreEqual(12, reads, "Each of the two trains by a pass of its own.");
    }

    [TestMethod]
    public void ACheckpointNeedsAStepBeforeIt()
        => Assert.ThrowsExactly<InvalidOperationException>(() => new EstimatorChain<ITransformer>().AppendCacheCheckpoint(_context));

    [TestMethod]
    public void ADelegateSeesWhatWasFitted()
    {
        ColumnConcatenatingTransformer? seen = null;

        TransformerChain<NormalizingTransformer> chain = _context.Transforms.Concatenate("Z", "A").WithOnFitDelegate(transformer => seen = transformer)
            .Append(_context.Transforms.NormalizeMinMax("Z")).Fit(View);

        Assert.AreSame(chain.First(), seen);
    }

    [TestMethod]
    public void DisposingAChainDisposesItsSteps()
    {
        var first = new Facade(Directions.Train(_context));
        var second = new Facade(_context.Transforms.CopyColumns("P", "A").Fit(View));

        new TransformerChain<ITransformer>(first, Directions.Train(_context), second).Dispose();

        Assert.AreEqual(1, first.Disposals);
        Assert.AreEqual(1, second.Disposals);
    }

    [TestMethod]
    public void AMissingColumnIsNamedBeforeAnythingIsFitted()
    {
        int reads = 0;
        IDataView other = _context.Data.LoadFromEnumerable(Enumerable.Range(0, 3).Select(i =>
        {
            reads++;
            return new { A = (float)i };
        }));

        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.Transforms.NormalizeMinMax("A").Append(_context.Transforms.Conversion.MapValueToKey("K", "S")).Fit(other));

        StringAssert.Contains(error.Message, "'S'");
        Assert.AreEqual(0, reads);
    }

    [TestMethod]
    public void AMapperKnowsWhatItsOutputsDependOn()
    {
        IRowToRowMapper mapper = ((ITransformer)Directions.Train(_context)).GetRowToRowMapper(View.Schema);

        CollectionAssert.AreEqual(new[] { "S" }, mapper.GetDependencies([mapper.OutputSchema["V"]]).Select(column => column.Name).ToArray());
        CollectionAssert.AreEqual(new[] { "F" }, mapper.GetDependencies([mapper.OutputSchema["N"]]).Select(column => column.Name).ToArray());
        Assert.HasCount(3, mapper.InputSchema);
    }
}
