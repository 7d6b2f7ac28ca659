using Microsoft.ML;
using Microsoft.ML.Data;
using Substitutes.Tests.MachineLearning.DataViews;

namespace Substitutes.Tests.MachineLearning.Text;

[TestClass]
public sealed class ClassLoadingTests
{
    private const string Lines = "1\t2\t3\t4\tabc\t0\t1\n2\t\t?\tNaN\t\t2\tfalse\n\n// a comment\n3\t1e3\t-5\t+6\tx y\t\tyes\n";

    private readonly MLContext _context = new(1);

    [TestMethod]
    public void TheMembersSayWhichFieldsTheyTake()
    {
        using var file = new TextFile(Lines);

        TextRow[] rows = [.. _context.Data.CreateEnumerable<TextRow>(_context.Data.LoadFromTextFile<TextRow>(file.Path), reuseRowObject: false)];

        CollectionAssert.AreEqual(new float[] { 1, 2, 3 }, rows.Select(row => row.Label).ToArray(), "Empty lines and comments are no rows.");
        CollectionAssert.AreEqual(new float[] { 2, 3, 4 }, rows[0].F);
        CollectionAssert.AreEqual(new[] { 0, float.NaN, float.NaN }, rows[1].F, "An empty field is a zero.");
        CollectionAssert.AreEqual(new float[] { 1000, -5, 6 }, rows[2].F);
        CollectionAssert.AreEqual(new[] { "abc", string.Empty, "x y" }, rows.Select(row => row.S).ToArray());
        CollectionAssert.AreEqual(new uint[] { 1, 3, 0 }, rows.Select(row => row.K).ToArray(), "Text is a key's zero-based value.");
        CollectionAssert.AreEqual(new[] { true, false, true }, rows.Select(row => row.B).ToArray());
    }

    [TestMethod]
    public void TheSchemaIsThatOfTheClass()
    {
        using var file = new TextFile(Lines);

        DataViewSchema schema = _context.Data.LoadFromTextFile<TextRow>(file.Path).Schema;

        CollectionAssert.AreEqual(new[] { "Label", "F", "S", "K", "B" }, schema.Names());
        CollectionAssert.AreEqual(
            new[] { "Single", "Vector<Single, 3>", "String", "Key<UInt32, 0-2>", "Boolean" }, schema.Select(column => column.Type.ToString()).ToArray());
    }

    [TestMethod]
    public void AHeaderIsSkipped()
    {
        using var file = new TextFile("a\tb\tc\td\te\tf\tg\n" + Lines);

        Assert.AreEqual(3, _context.Data.LoadFromTextFile<TextRow>(file.Path, hasHeader: true).Column<float>("Label").Length);
        Assert.AreEqual(3, _context.Data.LoadFromTextFile<TextRow>(file.Path, new TextLoader.Options { HasHeader = true }).Column<float>("Label").Length);
    }

    [TestMethod]
    public void FieldsMayComeInAnyOrder()
    {
        using var file = new TextFile("1,2,3\n4,5,6");

        IDataView view = _context.Data.LoadFromTextFile<Reordered>(file.Path, ',');

        CollectionAssert.AreEqual(new[] { 1, 4 }, view.Column<int>("Renamed"));
        CollectionAssert.AreEqual(new float[] { 6, 5 }, view.Column<float[]>("Z")[1]);
    }

    [TestMethod]
    public void AMemberWithoutAFieldIsNamed()
    {
        using var file = new TextFile(Lines);

        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _context.Data.LoadFromTextFile<Incomplete>(file.Path));

        StringAssert.Contains(error.Message, "'Unplaced'");
    }

    [TestMethod]
    public void AFileThatIsNotThereIsNamed()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<TextRow>("/nonexistent/file.csv"));

        StringAssert.Contains(error.Message, "/nonexistent/file.csv");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<TextRow>(string.Empty));
    }

    private sealed class Reordered
    {
        [LoadColumn(0)]
        [ColumnName("Renamed")]
        public int Label;

        [LoadColumn([2, 1])]
        public float[]? Z;
    }

    private sealed class Incomplete
    {
        [LoadColumn(0)]
        public float Label;

        public float Unplaced;
    }
}
