using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.DataViews;

[TestClass]
public sealed class OperationTests
{
    private readonly MLContext _context = new(7);

    [TestMethod]
    public void ShufflingDrawsFromAPoolInTheRealPackagesOrder()
    {
        IDataView shuffled = _context.Data.ShuffleRows(View(30), seed: 1, shufflePoolSize: 3);

        CollectionAssert.AreEqual(new[] { 1, 0.5f, 0, 2.5f, 2, 1.5f, 3, 4 }, shuffled.Values()[..8]);
        CollectionAssert.AreEqual(shuffled.Values(), shuffled.Values());
        CollectionAssert.AreEquivalent(View(30).Values(), shuffled.Values());
        Assert.IsTrue(shuffled.CanShuffle);
        Assert.AreEqual(30L, shuffled.GetRowCount());
    }

    [TestMethod]
    public void ALargePoolShufflesAll()
    {
        IDataView shuffled = _context.Data.ShuffleRows(View(30), seed: 42);

        CollectionAssert.AreEqual(new[] { 6.5f, 6, 4.5f, 5.5f, 13, 14.5f, 14, 10 }, shuffled.Values()[..8]);
    }

    [TestMethod]
    public void ShufflingKeepsRowsTogether()
    {
        foreach (Pair row in _context.Data.CreateEnumerable<Pair>(_context.Data.ShuffleRows(View(50), seed: 3), false))
            Assert.AreEqual(row.A * 2, row.F![0]);
    }

    [TestMethod]
    public void TakingAndSkippingCountRows()
    {
        CollectionAssert.AreEqual(new[] { 0, 0.5f }, _context.Data.TakeRows(View(5), 2).Values());
        CollectionAssert.AreEqual(new[] { 1.5f, 2 }, _context.Data.SkipRows(View(5), 3).Values());
        CollectionAssert.AreEqual(new[] { 0.5f, 1 }, _context.Data.TakeRows(_context.Data.SkipRows(View(5), 1), 2).Values());
        Assert.IsEmpty(_context.Data.SkipRows(View(5), 20).Values());
        Assert.AreEqual(0L, _context.Data.SkipRows(View(5), 20).GetRowCount());
        Assert.AreEqual(2L, _context.Data.TakeRows(View(5), 2).GetRowCount());
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.TakeRows(View(5), 0));
    }

    [TestMethod]
    public void ACacheReadsAColumnOnce()
    {
        int read = 0;
        IDataView cached = _context.Data.Cache(_context.Data.LoadFromEnumerable(SampleRow.Make(5).Select(row =>
        {
            read++;
            return row;
        })));

        cached.Values();
        cached.Values();

        Assert.AreEqual(5, read);
        Assert.AreEqual(5L, cached.GetRowCount());
        Assert.IsTrue(cached.CanShuffle);
        CollectionAssert.AreEqual(View(5).Values(), cached.Values());
    }

    [TestMethod]
    public void ACacheShufflesWithAGenerator()
    {
        IDataView cached = _context.Data.Cache(View(30));
        using DataViewRowCursor cursor = cached.GetRowCursor(cached.Schema, new Random(5));
        ValueGetter<float> getter = cursor.GetGetter<float>(cached.Schema["A"]);
        var values = new List<float>();
        float value = 0;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value);
        }

        CollectionAssert.AreNotEqual(View(30).Values(), values);
        CollectionAssert.AreEquivalent(View(30).Values(), values);
    }

    [TestMethod]
    public void RowsAreFilteredByANumber()
    {
        CollectionAssert.AreEqual(new[] { 0.5f, 1 }, _context.Data.FilterRowsByColumn(View(5), "A", 0.5, 1.5).Values());
        CollectionAssert.AreEqual(new[] { 0.5f, 1, 2 }, _context.Data.FilterRowsByColumn(View(5), "D", 1).Values());
    }

    [TestMethod]
    public void RowsAreFilteredByTheFractionOfAKey()
        => CollectionAssert.AreEqual(new[] { 0, 0.5f }, _context.Data.FilterRowsByKeyColumnFraction(View(5), "K", 0, 0.5).Values());

    [TestMethod]
    public void RowsWithMissingValuesAreFiltered()
    {
        CollectionAssert.AreEqual(new[] { 0, 0.5f, 1 }, _context.Data.FilterRowsByMissingValues(View(5), "D", "K").Values());
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.FilterRowsByMissingValues(View(5), "S"));
        StringAssert.Contains(error.Message, "'S'");
    }

    private IDataView View(int rows) => _context.Data.LoadFromEnumerable(SampleRow.Make(rows));

    private sealed class Pair
    {
        public float[]? F;

        public float A { get; set; }
    }
}
