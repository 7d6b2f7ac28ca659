using Microsoft.ML;
using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Transforms;

[TestClass]
public sealed class ColumnTests
{
    private readonly MLContext _context = new(1);

    private IDataView View => _context.Data.LoadFromEnumerable(SampleRow.Make(3));

    [TestMethod]
    public void ConcatenatedColumnsKeepTheirOrderAndNames()
    {
        IDataView view = _context.Transforms.Concatenate("N", "A", "F").Append(_context.Transforms.Concatenate("O", "N", "A")).Fit(View).RoundTrip().Transform(View);

        Assert.AreEqual("Vector<Single, 4>", view.Schema["N"].Type.ToString());
        CollectionAssert.AreEqual(new[] { "A", string.Empty, string.Empty, string.Empty }, view.Schema["N"].SlotNames());
        CollectionAssert.AreEqual(new[] { "N.A", string.Empty, string.Empty, string.Empty, "A" }, view.Schema["O"].SlotNames());
        CollectionAssert.AreEqual(new[] { 0.5f, 1, 0, -1 }, view.Column<float[]>("N")[1]);
    }

    [TestMethod]
    public void ColumnsOfDifferentTypesAreNotConcatenated()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("O", "A", "D").Fit(View).Transform(View));
        StringAssert.Contains(error.Message, "'D'");
        StringAssert.Contains(error.Message, "Double");

        var chain = _context.Transforms.Concatenate("O", "A", "D").Append(_context.Transforms.CopyColumns("P", "O"));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => chain.Fit(View)).Message, "'D'");
        var keys = _context.Transforms.Concatenate("O", "K").Append(_context.Transforms.CopyColumns("P", "O"));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => keys.Fit(View)).Message, "'K'");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("O"));
    }

    [TestMethod]
    public void AReplacedColumnIsHiddenBeforeTheNewOne()
    {
        IDataView view = _context.Transforms.CopyColumns("A", "F").Fit(View).Transform(View);

        Assert.IsTrue(view.Schema[0].IsHidden);
        Assert.AreEqual(1, view.Schema["A"].Index);
        Assert.AreEqual("Vector<Single, 3>", view.Schema["A"].Type.ToString());
    }

    [TestMethod]
    public void CopiesKeepAnnotations()
    {
        IDataView view = _context.Transforms.Conversion.MapValueToKey("T", "S").Append(_context.Transforms.CopyColumns("C", "T")).Fit(View).Transform(View);

        CollectionAssert.AreEqual(new[] { "s0", "s1" }, view.Schema["C"].KeyValues());
    }

    [TestMethod]
    public void DroppedColumnsAreGoneWithThoseTheyHid()
    {
        IDataView view = _context.Transforms.CopyColumns("A", "F").Append(_context.Transforms.DropColumns("A", "S")).Fit(View).RoundTrip().Transform(View);

        CollectionAssert.AreEqual(new[] { "F", "K", "B", "D", "Renamed", "I" }, view.Schema.Names());
    }

    [TestMethod]
    public void SelectedColumnsAreInTheOrderInWhichTheyAreNamed()
    {
        IDataView view = _context.Transforms.SelectColumns("S", "A").Fit(View).RoundTrip().Transform(View);

        CollectionAssert.AreEqual(new[] { "S", "A" }, view.Schema.Names());
        CollectionAssert.AreEqual(new[] { 0, 0.5f, 1 }, view.Values());
        Assert.AreEqual(3L, view.GetRowCount());
    }

    [TestMethod]
    public void ColumnsThatAreNotThereAreNamed()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.DropColumns("A", "Nope", "Neither").Fit(View));

        StringAssert.Contains(error.Message, "'Nope,Neither'");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Transforms.CopyColumns("O", "Nope").Fit(View));
        Assert.ThrowsExactly<InvalidOperationException>(() => _context.Transforms.DropColumns());
    }
}
