using Microsoft.ML;
using Microsoft.ML.Data;

namespace Substitutes.Tests.MachineLearning.DataViews;

[TestClass]
public sealed class EnumerableTests
{
    private readonly MLContext _context = new(7);

    private IDataView View => _context.Data.LoadFromEnumerable(SampleRow.Make(3));

    [TestMethod]
    public void ObjectsHoldTheColumnsOfTheirMembers()
    {
        Picked[] rows = [.. _context.Data.CreateEnumerable<Picked>(View, reuseRowObject: false)];

        Assert.AreEqual(0.5f, rows[1].A);
        Assert.AreEqual("s1", rows[1].S);
        CollectionAssert.AreEqual(new float[] { 2, 0, -2 }, rows[2].F);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void TheObjectIsReusedWhereThatIsAskedFor(bool reuse)
    {
        Picked[] rows = [.. _context.Data.CreateEnumerable<Picked>(View, reuse)];

        Assert.AreEqual(reuse, ReferenceEquals(rows[0], rows[1]));
    }

    [TestMethod]
    public void AMissingColumnIsNamed()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _context.Data.CreateEnumerable<Absent>(View, false).ToArray());

        StringAssert.Contains(error.Message, "'Nope'");
    }

    [TestMethod]
    public void AMissingColumnCanBeIgnored()
    {
        Absent[] rows = [.. _context.Data.CreateEnumerable<Absent>(View, false, ignoreMissingColumns: true)];

        Assert.AreEqual(1f, rows[2].A);
        Assert.AreEqual(-1f, rows[2].Nope);
    }

    [TestMethod]
    public void AMemberOfAnotherTypeIsNamedWithBothTypes()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => _context.Data.CreateEnumerable<Wrong>(View, false).ToArray());

        StringAssert.Contains(error.Message, "column 'A' of type 'Single'");
        StringAssert.Contains(error.Message, "'System.Double'");
    }

    [TestMethod]
    public void AColumnIsReadAsItsTypeAnArrayOrText()
    {
        CollectionAssert.AreEqual(new[] { 0, 0.5f, 1 }, View.Values());
        CollectionAssert.AreEqual(new float[] { 1, 0, -1 }, View.Column<float[]>("F")[1]);
        CollectionAssert.AreEqual(new[] { "s0", "s1", string.Empty }, View.Column<string>("S"));
    }

    [TestMethod]
    public void AColumnCannotBeReadAsAnotherType()
    {
        var error = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => View.Column<int>("A"));

        StringAssert.Contains(error.Message, "name: A");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => View.Column<float>("Nope"));
    }

    private sealed class Picked
    {
        public string? S;

        public float[]? F;

        public float A { get; set; }
    }

    private sealed class Absent
    {
        public float A = 0;

        public float Nope = -1;
    }

    private sealed class Wrong
    {
        public double A { get; set; }
    }
}
