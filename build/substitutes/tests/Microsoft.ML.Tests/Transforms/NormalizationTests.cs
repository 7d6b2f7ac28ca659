using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

[TestClass]
public sealed class NormalizationTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => _context.Data.LoadFromEnumerable(MeasuredRow.Rows);

    [TestMethod]
    public void TheGreatestMagnitudeBecomesOneWhileZeroStays()
    {
        ITransformer model = _context.Transforms.NormalizeMinMax("O", "Double").Fit(View);

        CollectionAssert.AreEqual(new[] { 1, double.NaN, -0.5, 0 }, model.Transform(View).Column<double>("O"));
    }

    [TestMethod]
    public void WithoutAFixedZeroTheRangeBecomesZeroToOne()
    {
        CollectionAssert.AreEqual(new[] { 0, 0.33333334f, float.NaN, 1 }, Normalize("Number", minMax: true, fixZero: false).Column<float>("O"));

        double[] doubles = Normalize("Double", minMax: true, fixZero: false).Column<double>("O");
        Assert.AreEqual(1, doubles[0]);
        Assert.IsTrue(double.IsNaN(doubles[1]));
        Assert.AreEqual(0, doubles[2]);
        Assert.AreEqual(1 / 3.0, doubles[3], 1e-15);
    }

    [TestMethod]
    public void VectorsAreNormalizedSlotBySlot()
    {
        float[][] rows = Normalize("Vector", minMax: true, fixZero: true).Column<float[]>("O");

        CollectionAssert.AreEqual(new[] { 0.33333334f, 0, 0 }, rows[0], "A slot that was infinite once has no scale.");
        CollectionAssert.AreEqual(new[] { 0.6666667f, 0, 0 }, rows[1]);
        CollectionAssert.AreEqual(new[] { 1, float.NaN, 0 }, rows[2]);
        CollectionAssert.AreEqual(new[] { 0, float.NaN, 0 }, rows[3]);
    }

    [TestMethod]
    public void MeanAndVarianceScaleByTheRootMeanSquareWhileZeroStays()
    {
        float[] values = Normalize("Number", minMax: false, fixZero: true).Column<float>("O");

        CollectionAssert.AreEqual(new[] { 0.3779645f, 0.755929f, float.NaN, 1.511858f }, values);
    }

    [TestMethod]
    public void MeanAndVarianceWithoutAFixedZeroCentre()
    {
        float[][] rows = Normalize("Vector", minMax: false, fixZero: false).Column<float[]>("O");

        Assert.AreEqual(-0.4472136f, rows[0][0], 1e-6f);
        Assert.AreEqual(-1, rows[0][1], 1e-6f);
        Assert.AreEqual(0, rows[0][2]);
    }

    [TestMethod]
    public void TheModelParametersAreScaleAndOffset()
    {
        NormalizingTransformer model = _context.Transforms.NormalizeMinMax("O", "Vector").Append(_context.Transforms.NormalizeMinMax("P", "Number", fixZero: false))
            .Fit(View).OfType<NormalizingTransformer>().First();

        var parameters = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)model.GetNormalizerModelParameters(0);

        CollectionAssert.AreEqual(new[] { 0.33333334f, 0, 0 }, parameters.Scale.ToArray());
        Assert.IsTrue(parameters.Offset.IsDefaultOrEmpty);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => model.GetNormalizerModelParameters(3));
    }

    [TestMethod]
    public void TheOutputIsMarkedAsNormalized()
    {
        DataViewSchema.Column column = Normalize("Vector", minMax: true, fixZero: true).Schema["O"];

        Assert.IsTrue(column.IsNormalized());
        Assert.AreEqual("Vector<Single, 3>", column.Type.ToString());
    }

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(false, false)]
    public void ALoadedNormalizerGivesTheSameNumbers(bool minMax, bool fixZero)
    {
        ITransformer model = Estimator("Vector", minMax, fixZero).Append(Estimator("Double", minMax, fixZero, "P")).Fit(View);

        IDataView expected = model.Transform(View);
        IDataView actual = model.RoundTrip().Transform(View);

        CollectionAssert.AreEqual(expected.Column<float[]>("O").SelectMany(row => row).ToArray(), actual.Column<float[]>("O").SelectMany(row => row).ToArray());
        CollectionAssert.AreEqual(expected.Column<double>("P"), actual.Column<double>("P"));
    }

    [TestMethod]
    public void WhatCannotBeNormalizedIsRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.NormalizeMinMax("O", "Nope").Fit(View));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.NormalizeMinMax("O", "Number", maximumExampleCount: 1));

        var inAChain = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => _context.Transforms.NormalizeMinMax("O", "Whole").Append(_context.Transforms.CopyColumns("P", "O")).Fit(View));
        StringAssert.Contains(inAChain.Message, "'Whole'");
    }

    private IDataView Normalize(string column, bool minMax, bool fixZero) => Estimator(column, minMax, fixZero).Fit(View).Transform(View);

    private NormalizingEstimator Estimator(string column, bool minMax, bool fixZero, string output = "O")
        => minMax ? _context.Transforms.NormalizeMinMax(output, column, fixZero: fixZero) : _context.Transforms.NormalizeMeanVariance(output, column, fixZero: fixZero);
}
