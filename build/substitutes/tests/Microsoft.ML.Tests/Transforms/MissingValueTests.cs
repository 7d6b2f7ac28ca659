using Microsoft.ML;
using Microsoft.ML.Transforms;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

[TestClass]
public sealed class MissingValueTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => _context.Data.LoadFromEnumerable(MeasuredRow.Rows);

    [TestMethod]
    public void ByDefaultAMissingValueBecomesZero()
    {
        Assert.AreEqual(0f, Replace("Number", default).Column<float>("O")[2]);
        CollectionAssert.AreEqual(new[] { 3f, 0, 0 }, Replace("Vector", default).Column<float[]>("O")[2]);
    }

    [TestMethod]
    public void TheMeanIsTakenOfWhatIsThere()
    {
        Assert.AreEqual(2.3333333f, Replace("Number", MissingValueReplacingEstimator.ReplacementMode.Mean).Column<float>("O")[2]);
        Assert.AreEqual(5 / 3.0, Replace("Double", MissingValueReplacingEstimator.ReplacementMode.Mean).Column<double>("O")[1], 1e-12);
    }

    [TestMethod]
    public void TheExtremesAreThoseOfTheColumn()
    {
        CollectionAssert.AreEqual(new[] { 10, -5.0, -5, 0 }, Replace("Double", MissingValueReplacingEstimator.ReplacementMode.Minimum).Column<double>("O"));
        CollectionAssert.AreEqual(new[] { 10, 10.0, -5, 0 }, Replace("Double", MissingValueReplacingEstimator.ReplacementMode.Maximum).Column<double>("O"));
    }

    [TestMethod]
    public void ALoadedReplacerReplaces()
    {
        ITransformer loaded = _context.Transforms.ReplaceMissingValues("O", "Number", MissingValueReplacingEstimator.ReplacementMode.Mean).Fit(View).RoundTrip();

        CollectionAssert.AreEqual(new[] { 1, 2, 2.3333333f, 4 }, loaded.Transform(View).Column<float>("O"));
    }

    private IDataView Replace(string column, MissingValueReplacingEstimator.ReplacementMode mode)
        => _context.Transforms.ReplaceMissingValues("O", column, mode).Fit(View).Transform(View);
}
