using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.DataViews;

[TestClass]
public sealed class CursorTests
{
    private readonly MLContext _context = new(7);

    private IDataView View => _context.Data.LoadFromEnumerable(SampleRow.Make(3));

    [TestMethod]
    public void APositionIsMinusOneBeforeAndAfterTheRows()
    {
        IDataView view = View;
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);

        Assert.AreEqual(-1L, cursor.Position);
        for (long row = 0; row < 3; row++)
        {
            Assert.IsTrue(cursor.MoveNext());
            Assert.AreEqual(row, cursor.Position);
        }

        Assert.IsFalse(cursor.MoveNext());
        Assert.AreEqual(-1L, cursor.Position);
        Assert.IsFalse(cursor.MoveNext());
    }

    [TestMethod]
    public void OnlyColumnsThatWereAskedForAreActive()
    {
        IDataView view = View;
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["A"]]);

        Assert.IsTrue(cursor.IsColumnActive(view.Schema["A"]));
        Assert.IsFalse(cursor.IsColumnActive(view.Schema["S"]));
        Assert.Throws<Exception>(() => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["S"]));
    }

    [TestMethod]
    public void AGetterIsOfTheColumnsOwnType()
    {
        IDataView view = View;
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => cursor.GetGetter<int>(view.Schema["A"]));

        StringAssert.Contains(error.Message, "'System.Int32', expected type: 'System.Single'");
    }

    [TestMethod]
    public void ASetOfCursorsHoldsEachRowOnce()
    {
        IDataView view = _context.Transforms.CopyColumns("C", "A").Fit(View).Transform(_context.Data.Cache(_context.Data.LoadFromEnumerable(SampleRow.Make(200))));
        var values = new List<float>();
        foreach (DataViewRowCursor cursor in view.GetRowCursorSet(view.Schema, 3))
        {
            using (cursor)
            {
                ValueGetter<float> getter = cursor.GetGetter<float>(view.Schema["C"]);
                float value = 0;
                while (cursor.MoveNext())
                {
                    getter(ref value);
                    values.Add(value);
                }
            }
        }

        values.Sort();
        CollectionAssert.AreEqual(SampleRow.Make(200).Select(row => row.A).ToArray(), values);
    }

    [TestMethod]
    public void TransformersRunForTheColumnsThatAreReadAndOncePerRow()
    {
        int calls = 0;
        IDataView mapped = _context.Transforms.CustomMapping<InA, OutTwo>(
            (input, output) =>
            {
                calls++;
                output.P = input.A;
                output.Q = -input.A;
            },
            contractName: null).Fit(View).Transform(View);

        mapped.Values();
        Assert.AreEqual(0, calls);
        Assert.HasCount(3, _context.Data.CreateEnumerable<OutTwo>(mapped, false).ToArray());
        Assert.AreEqual(3, calls);
    }

    [TestMethod]
    public void APreviewHoldsTheFirstRows()
    {
        DataDebuggerPreview preview = View.Preview(2);

        Assert.HasCount(2, preview.RowView);
        Assert.AreEqual("8 columns, 2 rows", preview.ToString());
        Assert.AreEqual(0.5f, preview.ColumnView[0].Values[1]);
        Assert.AreEqual("A", preview.RowView[0].Values[0].Key);
    }

    private sealed class InA
    {
        public float A { get; set; }
    }

    private sealed class OutTwo
    {
        public float P { get; set; }

        public float Q { get; set; }
    }
}
