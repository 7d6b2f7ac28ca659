using Microsoft.ML;
using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Text;

[TestClass]
public sealed class ColumnRangeTests
{
    private const string Lines = "1,2,3,4\n5,6,7,8";

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void ColumnsAreGivenByFieldAndKind()
    {
        using var file = new TextFile(Lines);

        IDataView view = _context.Data.LoadFromTextFile(
            file.Path,
            [
                new TextLoader.Column("A", DataKind.Single, 0),
                new TextLoader.Column("B", DataKind.Int32, 1, 2),
                new TextLoader.Column("C", DataKind.String, [new TextLoader.Range(3), new TextLoader.Range(0)]),
                new TextLoader.Column("K", DataKind.UInt32, [new TextLoader.Range(1)], new KeyCount(3)),
                new TextLoader.Column("Open", DataKind.Byte, [new TextLoader.Range(1)], new KeyCount()),
            ],
            ',');

        CollectionAssert.AreEqual(new float[] { 1, 5 }, view.Column<float>("A"));
        CollectionAssert.AreEqual(new[] { 6, 7 }, view.Column<int[]>("B")[1]);
        CollectionAssert.AreEqual(new[] { "4", "1" }, view.Column<string[]>("C")[0]);
        CollectionAssert.AreEqual(new uint[] { 3, 0 }, view.Column<uint>("K"), "A key beyond the count is missing.");
        Assert.AreEqual("Key<Byte, 0-254>", view.Schema["Open"].Type.ToString());
    }

    [TestMethod]
    public void WithoutColumnsTheFirstFieldIsTheLabel()
    {
        using var file = new TextFile("1\t2\t3\n4\t5\t6\n");

        IDataView view = file.Load(new TextLoader.Options());

        CollectionAssert.AreEqual(new[] { "Label", "Features" }, view.Schema.Names());
        CollectionAssert.AreEqual(new float[] { 5, 6 }, view.Column<float[]>("Features")[1]);
    }

    [TestMethod]
    public void LinesOfDifferentLengthsNeedColumns()
    {
        using var file = new TextFile("1\t2\t3\n4\t5\n");

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => file.Load(new TextLoader.Options()));
    }

    [TestMethod]
    public void ARangeMayEndWithTheLine()
    {
        using var file = new TextFile(Lines);

        IDataView view = file.Load(Comma(new TextLoader.Column("X", DataKind.Single, [new TextLoader.Range(1, null)])));

        Assert.AreEqual("Vector<Single, 3>", view.Schema["X"].Type.ToString());
        CollectionAssert.AreEqual(new float[] { 6, 7, 8 }, view.Column<float[]>("X")[1]);
    }

    [TestMethod]
    public void ARangeMayTakeWhatIsLeft()
    {
        using var file = new TextFile(Lines);

        IDataView view = file.Load(Comma(
            new TextLoader.Column("L", DataKind.Single, [new TextLoader.Range(2)]),
            new TextLoader.Column("X", DataKind.Single, [new TextLoader.Range { Min = 0, AutoEnd = true, AllOther = true }])));

        CollectionAssert.AreEqual(new float[] { 1, 2, 4 }, view.Column<float[]>("X")[0]);
    }

    [TestMethod]
    public void ARangeMayEndWhereverEachLineEnds()
    {
        using var file = new TextFile("1,2,3,4\n5,6\n7\n");

        IDataView view = file.Load(Comma(new TextLoader.Column("X", DataKind.Single, [new TextLoader.Range { Min = 1, VariableEnd = true }])));

        Assert.AreEqual("Vector<Single>", view.Schema["X"].Type.ToString());
        CollectionAssert.AreEqual(new[] { 3, 1, 0 }, view.Column<float[]>("X").Select(row => row.Length).ToArray());
    }

    [TestMethod]
    public void OneFieldMayBeAVector()
    {
        using var file = new TextFile(Lines);

        IDataView view = file.Load(Comma(new TextLoader.Column("X", DataKind.Single, [new TextLoader.Range { Min = 2, Max = 2, ForceVector = true }])));

        Assert.AreEqual("Vector<Single, 1>", view.Schema["X"].Type.ToString());
    }

    [TestMethod]
    public void TheHeaderNamesTheSlots()
    {
        using var file = new TextFile("a,b, c ,d\n1,2,3,4\n");

        IDataView view = file.Load(DataKind.Single, last: 2, options => options.HasHeader = true);

        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, view.Schema["X"].SlotNames());
        Assert.AreEqual(1, view.Column<float[]>("X").Length);
    }

    [TestMethod]
    public void AFieldThatIsNotThereIsEmpty()
    {
        using var file = new TextFile("1,2,3\n4\n");

        CollectionAssert.AreEqual(new float[] { 4, 0, 0 }, file.Load(DataKind.Single, last: 2).Column<float[]>("X")[1]);
    }

    [TestMethod]
    public void ColumnsThatMakeNoSenseAreRefused()
    {
        using var file = new TextFile(Lines);

        var overlap = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => file.Load(Comma(new TextLoader.Column("X", DataKind.Single, [new TextLoader.Range(0, 2), new TextLoader.Range(1, 3)]))));
        StringAssert.Contains(overlap.Message, "'X'");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => file.Load(Comma(new TextLoader.Column { Name = "x" })));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => file.Load(Comma(new TextLoader.Column(" ", DataKind.Single, 0))));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TextLoader.Range(-1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TextLoader.Range(5, 3));
        Assert.ThrowsExactly<ArgumentNullException>(() => new TextLoader.Column(null, DataKind.Single, 0));
    }

    private static TextLoader.Options Comma(params TextLoader.Column[] columns) => new() { Separators = [','], Columns = columns };
}
