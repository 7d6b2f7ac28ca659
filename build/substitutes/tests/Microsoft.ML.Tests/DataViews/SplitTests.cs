using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.DataViews;

/// <summary>The rows in each part were seen with the real package: a seed means the same rows there and here.</summary>
[TestClass]
public sealed class SplitTests
{
    private readonly MLContext _context = new(7);

    [TestMethod]
    public void ASeedMeansTheSameRows()
    {
        var split = _context.Data.TrainTestSplit(View(40), 0.3, seed: 1);

        CollectionAssert.AreEqual(new[] { 1, 4.5f, 5, 6, 6.5f, 10.5f, 14, 16.5f, 17, 17.5f, 18.5f }, split.TestSet.Values());
        Assert.HasCount(29, split.TrainSet.Values());
        CollectionAssert.AreEqual(View(1).Schema.Names(), split.TrainSet.Schema.Names());
        Assert.IsFalse(split.TrainSet.CanShuffle);
        Assert.IsNull(split.TestSet.GetRowCount());
    }

    [TestMethod]
    public void WithoutASeedTheSplitIsStillTheSame()
    {
        var split = new MLContext().Data.TrainTestSplit(View(40), 0.3);

        CollectionAssert.AreEqual(new[] { 2.5f, 3, 5, 9, 10, 14, 15.5f, 16, 18.5f }, split.TestSet.Values());
    }

    [TestMethod]
    [DataRow("A")]
    [DataRow("S")]
    [DataRow("F")]
    [DataRow("K")]
    [DataRow("I")]
    public void RowsWithTheSameSamplingKeyStayTogether(string key)
    {
        SampleRow[] rows = [.. SampleRow.Make(60), .. SampleRow.Make(60)];
        var split = _context.Data.TrainTestSplit(_context.Data.LoadFromEnumerable(rows), 0.4, key, seed: 3);

        string[] train = Keys(split.TrainSet, key);
        string[] test = Keys(split.TestSet, key);

        Assert.IsEmpty(train.Intersect(test).ToArray());
        CollectionAssert.AreEqual(View(1).Schema.Names(), split.TrainSet.Schema.Names());
    }

    [TestMethod]
    public void FoldsAreTheRealPackagesFolds()
    {
        var folds = _context.Data.CrossValidationSplit(View(30), 3, seed: 2);

        CollectionAssert.AreEqual(new[] { 1, 2, 4.5f, 5.5f, 7, 8.5f, 12.5f }, folds[0].TestSet.Values());
        CollectionAssert.AreEqual(new[] { 0.5f, 3, 4, 8, 9.5f, 10, 10.5f, 12 }, folds[2].TestSet.Values());
        foreach (var fold in folds)
            Assert.HasCount(30, fold.TrainSet.Values().Concat(fold.TestSet.Values()).Distinct().ToArray());
    }

    [TestMethod]
    public void FoldsByAKeyAreTheRealPackagesFolds()
    {
        var folds = _context.Data.CrossValidationSplit(View(30), 3, "I");

        CollectionAssert.AreEqual(new[] { 0.5f, 1, 2.5f, 3.5f, 7.5f, 8.5f, 9 }, folds[2].TestSet.Values());
    }

    [TestMethod]
    public void AnUnknownSamplingKeyIsNamed()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.TrainTestSplit(View(3), 0.5, "Nope"));

        StringAssert.Contains(error.Message, "'Nope'");
    }

    [TestMethod]
    [DataRow(0.0)]
    [DataRow(1.0)]
    public void AFractionIsBetweenZeroAndOne(double fraction)
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.TrainTestSplit(View(3), fraction));

    [TestMethod]
    public void OneFoldIsNoSplit()
        => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.CrossValidationSplit(View(3), 1));

    private static string[] Keys(IDataView view, string column)
        => [.. view.Preview(1000).ColumnView[view.Schema[column].Index].Values.Select(value => value is VBuffer<float> vector
            ? string.Join(",", vector.DenseValues())
            : value.ToString()!)];

    private IDataView View(int rows) => _context.Data.LoadFromEnumerable(SampleRow.Make(rows));
}
